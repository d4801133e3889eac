const DOTS = [10.2, 16, 21.8];

/** The tree under which people talk: its crown is a speech bubble. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="var(--accent)"
        d="M16 2c3.3 0 6.1 1.9 7.5 4.7 3.7.6 6.5 3.7 6.5 7.5 0 4.2-3.5 7.6-7.8 7.6h-4.4v4.7c0 1.9-1.5 3.5-3.5 3.5h-1.7c1.2-.9 1.6-2.3 1.6-3.9v-4.3H9.8C5.5 21.8 2 18.4 2 14.2c0-3.8 2.8-6.9 6.5-7.5C9.9 3.9 12.7 2 16 2Z"
      />
      {DOTS.map((x) => (
        <circle key={x} cx={x} cy={13.6} r={1.9} fill="var(--panel)" />
      ))}
    </svg>
  );
}
