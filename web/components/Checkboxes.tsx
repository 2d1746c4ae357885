import { Choices, type ChoicesProps } from './Choice.tsx';

export interface CheckboxesProps extends ChoicesProps {
  values: readonly string[];
}

export function Checkboxes({ values, ...field }: CheckboxesProps) {
  return <Choices {...field} type="checkbox" isChosen={(value) => values.includes(value)} />;
}
