import { useEffect, useState } from "react";
import { serviceNow } from "@/kit/service";

/** The service's time in milliseconds, moving on every second. */
export function useNow(): number {
  const [now, setNow] = useState(serviceNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serviceNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
