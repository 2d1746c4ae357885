import { Choices, type ChoicesProps } from './Choice.tsx';

export interface RadiosProps extends ChoicesProps {
  value: string;
}

export function Radios({ value, ...field }: RadiosProps) {
  return <Choices {...field} type="radio" isChosen={(option) => option === value} />;
}
