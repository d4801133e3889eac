import { useState } from "react";
import { api } from "@/kit/api";

/** The short number of something new: the next that is free, until another one is typed. */
export function useFreeNumber(): [string, (typed: string) => void] {
  const [typed, setTyped] = useState<string>();
  const free = api.useQuery("get", "/api/v1/short-numbers/free");
  return [typed ?? free.data?.digits ?? "", setTyped];
}
