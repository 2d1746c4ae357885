/** How a shape looks, by what it stands for. */
export type Role =
  | 'paper'
  | 'land'
  | 'heat-1'
  | 'heat-2'
  | 'heat-3'
  | 'heat-4'
  | 'heat-5'
  | 'ink'
  | 'muted'
  | 'on-light'
  | 'on-dark'
  | 'grid'
  | 'pen'
  | 'gap';

export interface Paint {
  /** The attributes of a shape: a class on pages, where style sheets say the rest, colours in files. */
  (role: Role): Readonly<Record<string, string>>;
  /** Before the ids of patterns. */
  prefix: string;
}

const FILE: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  paper: { fill: '#ffffff' },
  land: { fill: '#e8e9e4' },
  'heat-1': { fill: '#e4f0f2' },
  'heat-2': { fill: '#c1dfe5' },
  'heat-3': { fill: '#8fc6d1' },
  'heat-4': { fill: '#23768a' },
  'heat-5': { fill: '#084959' },
  ink: { fill: '#17262c' },
  muted: { fill: '#52636a' },
  'on-light': { fill: '#10232a' },
  'on-dark': { fill: '#ffffff' },
  grid: { stroke: '#dbe0de', fill: 'none' },
  pen: { stroke: '#084959', fill: 'none' },
  gap: { stroke: '#74858b', fill: 'none', 'stroke-dasharray': '3 2' },
};

/** Colours that follow the page, dark mode and forced colours. */
export const onPage: Paint = Object.assign((role: Role) => ({ class: `p-${role}` }), { prefix: 'p' });

/** Colours of its own, for a file that is opened anywhere: always on white. */
export const inFile: Paint = Object.assign((role: Role) => FILE[role], { prefix: 'f' });

/** The shade of a class, 1 to 5. */
export const shade = (heat: number): Role => `heat-${Math.min(5, Math.max(1, heat))}` as Role;
