import { texts as both } from "@/kit/texts";
import { en } from "./words.en";
import { fr } from "./words.fr";

export const texts = both(fr, en);
