import { api, type Shapes } from "@/kit/api";

export type Conference = Shapes["ConferenceOut"];
export type Attendee = Shapes["AttendeeOut"];
export type RoomRules = Pick<Conference, "name" | "number" | "pin" | "announce" | "record" | "max_members">;

const EVERY_MS = 2000;

/** Who is in a room at this moment, and whether it lets anybody in. */
export function useRoom(conference: string) {
  const params = { params: { path: { conference_id: conference } } };
  return api.useQuery("get", "/api/v1/conferences/{conference_id}/room", params, {
    refetchInterval: EVERY_MS,
  });
}
