/** Everything that needs the time takes one. Milliseconds since 1970, UTC. */
export type Clock = () => number;
