export const syncRoot = '/department/sync';

export function messageAddress(id: string): string {
  return `${syncRoot}/messages/${id}`;
}

export function gatewayAddress(name: string): string {
  return `${syncRoot}/gateways/${name}`;
}
