/** Networks that are no part of the public internet, or no single host of it (IANA special-purpose registries, RFC 6890). */
const CLOSED_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

function ipv4Number(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((number, part) => number * 256 + Number(part), 0);
}

function isPublicIpv4(number: number): boolean {
  return CLOSED_IPV4.every(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(number / size) !== Math.floor((ipv4Number(network) ?? 0) / size);
  });
}

/** The eight groups of an IPv6 address (RFC 4291 §2.2), or null. */
function groupsOf(address: string): number[] | null {
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const number = tail === undefined ? 0 : ipv4Number(tail);
  if (number === null) return null;
  const text =
    tail === undefined
      ? address
      : `${address.slice(0, -tail.length)}${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = rest === undefined ? head : [...head, ...Array<string>(missing).fill('0'), ...rest];
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : null;
}

/**
 * Only global unicast (2000::/3, RFC 4291 §2.4) is public: this leaves out loopback, link-local, unique-local, multicast
 * and addresses that hold an IPv4 one (mapped, RFC 6052). Of the rest, 6to4 and Teredo lead to any IPv4 address, and
 * 2001:db8::/32 and 3fff::/20 are for documentation.
 */
function isPublicIpv6([first = 0, second = 0]: readonly number[]): boolean {
  return (
    first >= 0x2000 &&
    first <= 0x3fff &&
    first !== 0x2002 &&
    !(first === 0x2001 && (second < 0x200 || second === 0xdb8)) &&
    !(first === 0x3fff && second < 0x1000)
  );
}

/** Whether an IP address, as a resolver or `URL.hostname` writes it, is one host of the public internet. False for anything else. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[(.*)\]$/, '$1');
  if (!bare.includes(':')) {
    const number = ipv4Number(bare);
    return number !== null && isPublicIpv4(number);
  }
  const groups = groupsOf(bare);
  return groups !== null && isPublicIpv6(groups);
}

/** Whether a host, as `URL.hostname` writes it, is an IP address and no name. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || ipv4Number(hostname) !== null;
}
