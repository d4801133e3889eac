/** A field of a step's form, read out of the step's JSON Schema. */
export type Field = {
  name: string;
  title: string;
  about: string | undefined;
  needed: boolean;
  kind: "reference" | "line" | "number" | "flag" | "choice" | "keys" | "prompt" | "json";
  /** The kind of thing that a reference names. */
  of?: string;
  choices?: string[];
  least?: number;
  most?: number;
  preset: unknown;
};

type Schema = {
  type?: string;
  $ref?: string;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  format?: string;
  widget?: string;
  pattern?: string;
  title?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  $defs?: Record<string, Schema>;
};

const KEY = "^[0-9*#]$";

/** The fields of a step in the order of its form. */
export function fieldsOf(form: Schema): Field[] {
  return Object.entries(form.properties ?? {}).map(([name, schema]) => {
    const one = single(schema);
    return {
      name,
      title: schema.title ?? name,
      about: schema.description,
      needed: form.required?.includes(name) ?? false,
      preset: schema.default,
      least: one.minimum,
      most: one.maximum,
      ...kindOf(one),
    };
  });
}

/** What a field is when it is set: “or nothing” is left out. */
function single(schema: Schema): Schema {
  const rest = schema.anyOf?.filter((each) => each.type !== "null") ?? [];
  return rest.length === 1 && rest[0] ? { ...schema, ...rest[0] } : schema;
}

function kindOf(schema: Schema): Pick<Field, "kind" | "of" | "choices"> {
  if (schema.$ref?.endsWith("/Prompt")) return { kind: "prompt" };
  if (schema.format === "uuid" && schema.widget) return { kind: "reference", of: schema.widget };
  if (schema.enum) return { kind: "choice", choices: schema.enum.map(String) };
  if (schema.type === "boolean") return { kind: "flag" };
  if (schema.type === "integer" || schema.type === "number") return { kind: "number" };
  if (schema.type === "string") return { kind: "line" };
  if (schema.type === "array" && schema.items?.pattern === KEY) return { kind: "keys" };
  return { kind: "json" };
}

type Exits = { exits: string[]; exits_from?: string | null };

/** The exits that a step has with these fields: its kind's, and the values of the field that `exits_from` names. */
export function exitsOf({ exits, exits_from }: Exits, fields: Record<string, unknown>): string[] {
  const [name, inner] = exits_from?.split(".") ?? [];
  const listed = name ? fields[name] : [];
  const values = Array.isArray(listed) ? listed.map((each) => (inner ? each?.[inner] : each)) : [];
  return [...new Set([...values.filter((each) => typeof each === "string"), ...exits, "failed"])];
}
