import type { Page } from 'playwright-core';

/** What a screen reader is told of one thing on a page. */
export interface Told {
  role: string;
  name: string;
  /** What is said after the name: hints and errors. */
  description: string;
  /** Of the browser's properties: `level`, `live`, `required`, `invalid`, `expanded`, `checked` … */
  states: Record<string, unknown>;
  /** Roles of what it stands in, outermost first. */
  within: string[];
}

/** The accessibility tree as Chromium hands it to screen readers, in reading order, without texts. */
export async function accessibilityTree(page: Page): Promise<Told[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const told: Told[] = [];
  const walk = (id: string, within: string[]) => {
    const node = byId.get(id);
    if (!node) return;
    const role = String(node.role?.value ?? '');
    const text = role === 'StaticText' || role === 'InlineTextBox';
    if (!node.ignored && !text)
      told.push({
        role,
        name: String(node.name?.value ?? ''),
        description: String(node.description?.value ?? ''),
        states: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
        within,
      });
    for (const child of node.childIds ?? []) walk(child, node.ignored || text ? within : [...within, role]);
  };
  if (nodes[0]) walk(nodes[0].nodeId, []);
  return told;
}

const LANDMARKS = ['banner', 'main', 'contentinfo'];
const PRESSED_OR_FILLED = [
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio', 'spinbutton'],
  ...['DisclosureTriangle', 'tab', 'switch', 'slider', 'image', 'table', 'dialog', 'navigation', 'Date'],
];

/** What every page owes to those who do not see it, in a line for each thing missing. */
export function missingIn(tree: readonly Told[]): string[] {
  const count = (role: string) => tree.filter((node) => node.role === role).length;
  const levels = tree.filter(({ role }) => role === 'heading').map(({ states }) => Number(states.level));
  return [
    ...LANDMARKS.filter((role) => count(role) !== 1).map((role) => `${count(role)} × ${role}`),
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ['not one main heading']),
    ...levels
      .filter((level, place) => level > (levels[place - 1] ?? level) + 1)
      .map((level) => `a heading of level ${level} that skips one`),
    ...tree
      .filter(({ role, name }) => PRESSED_OR_FILLED.includes(role) && name.trim() === '')
      .map(({ role, within }) => `a ${role} without a name in ${within.slice(-3).join(' > ')}`),
  ];
}
