import { createContext, useContext } from "react";

/** The company's time zone; undefined (the browser's own) until it is known. */
export const TimeZone = createContext<string | undefined>(undefined);

export const useTimeZone = () => useContext(TimeZone);
