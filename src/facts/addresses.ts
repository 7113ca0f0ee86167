import ipaddr from 'ipaddr.js';

/** Ranges from which clusters give addresses to pods, Services and nodes. */
const innerRanges: readonly string[] = ['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat', 'loopback'];

/** Whether a text is an IP address that no cluster gives away by itself: whatever answers there is outside. */
export const isOuterAddress = (address: string): boolean =>
  ipaddr.isValid(address) && !innerRanges.includes(ipaddr.process(address).range());

/** Whether an IP address lies in a block as a NetworkPolicy writes it, `10.0.0.0/8`; a block that is none holds nothing. */
export const isInBlock = (address: string, cidr: string): boolean => {
  if (!ipaddr.isValid(address) || !ipaddr.isValidCIDR(cidr)) return false;
  const one = ipaddr.process(address);
  const [base, bits] = ipaddr.parseCIDR(cidr);
  return one.kind() === base.kind() && one.match(base, bits);
};
