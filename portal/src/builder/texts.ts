import { words as en } from "@/builder/words.en";
import { words as fr } from "@/builder/words.fr";
import { texts as both } from "@/kit/texts";

export const texts = both(fr, en);
