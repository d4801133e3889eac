/** How countries group the digits after their code. */
const GROUPS: Record<string, number[]> = {
  "33": [1, 2, 2, 2, 2],
  "221": [2, 3, 2, 2],
  "223": [2, 2, 2, 2],
  "225": [2, 2, 2, 2, 2],
  "226": [2, 2, 2, 2],
  "228": [2, 2, 2, 2],
  "229": [2, 2, 2, 2, 2],
  "237": [1, 2, 2, 2, 2],
  "241": [2, 2, 2, 2],
};

/** "+2250701020304" → "+225 07 01 02 03 04"; short numbers and what is not understood stay as they are. */
export function phoneNumber(digits: string): string {
  for (const [code, groups] of Object.entries(GROUPS)) {
    const rest = digits.slice(code.length + 1);
    const length = groups.reduce((sum, each) => sum + each, 0);
    if (digits.startsWith(`+${code}`) && rest.length === length && /^\d+$/.test(rest)) {
      return [`+${code}`, ...split(rest, groups)].join("\u00a0");
    }
  }
  return digits;
}

/** The name that goes with a number. */
export type NameOf = (number: string) => string | undefined;

/** "Awa Koné (101)", or the number alone. */
export function named(number: string, nameOf: NameOf): string {
  const name = nameOf(number);
  return name ? `${name} (${phoneNumber(number)})` : phoneNumber(number);
}

function split(digits: string, groups: number[]): string[] {
  let place = 0;
  return groups.map((size) => {
    place += size;
    return digits.slice(place - size, place);
  });
}
