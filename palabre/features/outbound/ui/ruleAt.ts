import { useQuery } from "@tanstack/react-query";
import { client, type Shapes } from "@/kit/api";

export type Rule = Shapes["OutgoingRuleIn"];
export type Place = { kind: "account" } | { kind: "department" | "extension"; id: string };

const DEPARTMENT = "/api/v1/extension-groups/{extension_group_id}/outbound";
const EXTENSION = "/api/v1/extensions/{extension_id}/outbound";

/** What a place says of calls outside. */
export function useRule(place: Place) {
  return useQuery({ queryKey: ["outbound", "rule", place], queryFn: () => ruleAt(place) });
}

async function ruleAt(place: Place): Promise<Rule | undefined> {
  switch (place.kind) {
    case "account":
      return (await client.GET("/api/v1/outbound/rule")).data;
    case "department":
      return (await client.GET(DEPARTMENT, { params: { path: { extension_group_id: place.id } } })).data;
    case "extension":
      return (await client.GET(EXTENSION, { params: { path: { extension_id: place.id } } })).data;
  }
}

/** Lets a place say this. */
export async function setRule(place: Place, body: Rule): Promise<unknown> {
  switch (place.kind) {
    case "account":
      return client.PUT("/api/v1/outbound/rule", { body });
    case "department":
      return client.PUT(DEPARTMENT, { params: { path: { extension_group_id: place.id } }, body });
    case "extension":
      return client.PUT(EXTENSION, { params: { path: { extension_id: place.id } }, body });
  }
}
