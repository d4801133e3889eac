/** The tree under which people talk: its crown is a speech bubble. */
export function Logo({ size = 28 }: { size?: number }) {
  return <img src="/palabre.svg" width={size} height={size} alt="" />;
}
