import type { VNode } from 'preact';

/** Drawn on a 24 by 24 grid, one stroke width, no fill: they take the colour of the text beside them. */
const PATHS = {
  home: 'M4 11.5 12 4l8 7.5M6 10v9.5h4.5V14h3v5.5H18V10',
  records: 'M7 3.5h7.5L19 8v12.5H7zM14 3.5V8.5h5M10 12.5h6M10 16h6',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7',
  result: 'M9 3.5h6M10 3.5v6L5 18.5A1.4 1.4 0 0 0 6.3 20.5h11.4a1.4 1.4 0 0 0 1.3-2L14 9.5v-6M7.8 15h8.4',
  pill: 'M9.8 19.6a4.1 4.1 0 0 1-5.5-5.9l8.3-8.4a4.1 4.1 0 0 1 5.9 5.8zM8.6 9.4l5.8 5.8',
  alert: 'M12 4 3 19.5h18zM12 10v4.5M12 16.9v.2',
  syringe: 'M14.5 4.5l5 5M17 7 8.5 15.5l-3 .5.5-3L14.5 4.5M4 20l2-2M10 11l3 3',
  heart: 'M12 20s-8-4.8-8-10.5A4.4 4.4 0 0 1 12 7a4.4 4.4 0 0 1 8 2.5C20 15.2 12 20 12 20z',
  stethoscope: 'M6 4H4.500v5a4 4 0 0 0 8 0V4H11M8.5 13v2.500a4.5 4.5 0 0 0 9 0V13M17.5 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.6-4 3.7-6 7.5-6s6.9 2 7.5 6',
  people: 'M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.500c.5-3.4 3-5.2 6.5-5.200s6 1.8 6.5 5.200M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14.800c2 .7 3.2 2.3 3.5 4.7',
  cloud: 'M4 4l16 16M9.5 6.800A5.5 5.5 0 0 1 17 11.500a4 4 0 0 1 2.7 6.700M7 9.300A5 5 0 0 0 7.5 18.500H16',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  down: 'M5.5 9.5 12 16l6.5-6.5',
  check: 'M5 12.5 10 17.5 19.5 7',
  place: 'M12 21s-7-6-7-11.500a7 7 0 0 1 14 0C19 15 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  clock: 'M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.500V12l3 2',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.500L20 18M15.5 9.500v.1',
  list: 'M9 6.500h11M9 12h11M9 17.500h11M4.5 6.500v.1M4.5 12v.1M4.5 17.500v.1',
  flag: 'M6 21V4h11l-2 4 2 4H6',
} as const;

export type IconName = keyof typeof PATHS;

const MIRRORED = new Set<IconName>(['next']);

export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class={MIRRORED.has(name) ? 'icon icon-mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
