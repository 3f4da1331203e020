import { readFileSync } from 'node:fs';
import { DomainError } from '../domain/errors.ts';
import type { Fault } from '../domain/errors.ts';
import type { StampKey } from '../domain/stamps/serial.ts';
import { NetworkTableError, networkProvinces, noProvinces } from './network-provinces.ts';
import type { ProvinceOf } from './network-provinces.ts';
import { readMail } from './config-mail.ts';
import type { MailConfig } from './config-mail.ts';
import { contractSchemas, parse, parseText } from './contracts.ts';
import { stampKeys } from './stamp-secrets.ts';
import type { Configuration } from './contract-types.ts';
import { say, translate } from './i18n.ts';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Absent in trial mode, where the server brings its own database. */
  mongodbUri: string | undefined;
  publicOrigin: string | undefined;
  provinceCode: string;
  trustProxy: string[];
  /** Absent: info where served, warn in trial mode. */
  logLevel: string | undefined;
  /** Signing keys of API tokens, the current one first. Absent in trial mode, where they live in the data folder. */
  tokenSecrets: string[];
  /** Secrets of stamps by their ids, the current one first. Absent in trial mode, as above. */
  stampKeys: StampKey[];
  gateways: GatewaysConfig;
  mail: MailConfig | undefined;
  provinceOf: ProvinceOf;
}

/** The roads to national gateways; each is there or not, several may be at once. */
export interface GatewaysConfig {
  national?: { url: string; clientId: string; clientSecret: string };
  epcis?: {
    url: string;
    token?: string;
    signIn?: { url: string; clientId: string; clientSecret: string };
  };
  /** Ed25519 private key, PKCS #8 DER in base64. */
  file?: { signingKey: string };
  privateNetwork: boolean;
  inFlight: number;
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the environment once. Throws one ConfigurationError that names every wrong or missing variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: Fault[] = [];
  const found = readVariables(env, faults);
  const file = readSecretsFile(found.SECRETS_FILE, faults);
  const secret = found.TOKEN_SECRET ?? file.tokenSecret;
  const stampKeys = stampKeysOf(found.STAMP_SECRETS, file, faults);
  if (env['MONGODB_URI']) {
    if (!isAtFault('SECRETS_FILE', faults)) {
      if (secret === undefined) need('TOKEN_SECRET', 'MONGODB_URI', faults);
      if (stampKeys.length === 0) need('STAMP_SECRETS', 'MONGODB_URI', faults);
    }
    if (found.PUBLIC_ORIGIN === undefined) need('PUBLIC_ORIGIN', 'MONGODB_URI', faults);
  }
  const gateways = readGateways(found, faults);
  const mail = readMail(found, file.smtpUrl, faults);
  const provinceOf = readNetworks(found.NETWORK_PROVINCES_FILE, faults);
  if (faults.length > 0) throw new ConfigurationError(describe(faults));
  return {
    port: found.PORT,
    host: found.HOST,
    dataDir: found.DATA_DIR,
    mongodbUri: found.MONGODB_URI,
    publicOrigin: found.PUBLIC_ORIGIN?.toLowerCase(),
    provinceCode: found.PROVINCE_CODE,
    trustProxy: found.TRUST_PROXY.split(',').filter((address) => address !== ''),
    logLevel: found.LOG_LEVEL,
    tokenSecrets: [secret, found.TOKEN_SECRET_PREVIOUS].filter((value) => value !== undefined),
    stampKeys,
    gateways,
    mail,
    provinceOf,
  };
}

/** Wrong variables are reported and left out, so that what is missing besides is named in the same breath. */
function readVariables(env: Record<string, string | undefined>, faults: Fault[]): Configuration {
  const known = Object.keys(
    (contractSchemas()['Configuration'] as unknown as { properties: Record<string, unknown> }).properties,
  );
  const given: Record<string, string> = {};
  for (const name of known) if (env[name]) given[name] = env[name];
  try {
    return parseText('Configuration', given);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    faults.push(...error.faults);
    const wrong = new Set(error.faults.map(({ pointer }) => pointer.slice(1)));
    return parseText(
      'Configuration',
      Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))),
    );
  }
}

interface SecretsFile {
  tokenSecret?: string | undefined;
  stampSecrets?: Record<string, string>;
  currentStampKey?: string;
  smtpUrl?: string;
}

function readSecretsFile(file: string | undefined, faults: Fault[]): SecretsFile {
  if (file === undefined) return {};
  try {
    const { tokenSecret, ...stamps } = JSON.parse(readFileSync(file, 'utf8')) as SecretsFile;
    return { ...stamps, tokenSecret: parse('Configuration', { TOKEN_SECRET: tokenSecret }).TOKEN_SECRET };
  } catch {
    faults.push({ pointer: '/SECRETS_FILE', key: 'start.secrets-file' });
    return {};
  }
}

/** The variable's first is current; the file names its current one where it holds several. */
function stampKeysOf(variable: string | undefined, file: SecretsFile, faults: Fault[]): StampKey[] {
  try {
    return stampKeys(variable?.split(',').map((one) => one.split(':')) ?? secretsInFile(file));
  } catch {
    const pointer = variable === undefined ? '/SECRETS_FILE' : '/STAMP_SECRETS';
    faults.push({ pointer, key: 'start.stamp-secrets' });
    return [];
  }
}

/** With several in the file it must say which is current: the members of an object have no order. */
function secretsInFile({ stampSecrets = {}, currentStampKey }: SecretsFile): string[][] {
  const ids = Object.keys(stampSecrets);
  const current = currentStampKey ?? (ids.length > 1 ? '' : ids[0]);
  if (ids.length > 0 && !ids.some((id) => id === current)) throw new Error('No current stamp secret');
  const sorted = ids.sort((one, other) => Number(other === current) - Number(one === current));
  return sorted.map((id) => [id, stampSecrets[id] ?? '']);
}

function readGateways(found: Configuration, faults: Fault[]): GatewaysConfig {
  const national = readNational(found, faults);
  const epcis = readEpcis(found, faults);
  const {
    GATEWAY_FILE_SIGNING_KEY: signingKey,
    GATEWAY_PRIVATE_NETWORK: privateNetwork,
    GATEWAY_IN_FLIGHT: inFlight,
  } = found;
  return {
    ...(national && { national }),
    ...(epcis && { epcis }),
    ...(signingKey !== undefined && { file: { signingKey } }),
    privateNetwork: privateNetwork === 'yes',
    inFlight,
  };
}

function readNational(found: Configuration, faults: Fault[]): GatewaysConfig['national'] {
  const {
    GATEWAY_NATIONAL_URL: url,
    GATEWAY_NATIONAL_CLIENT_ID: clientId,
    GATEWAY_NATIONAL_CLIENT_SECRET: clientSecret,
  } = found;
  if (url === undefined) return undefined;
  if (clientId === undefined) need('GATEWAY_NATIONAL_CLIENT_ID', 'GATEWAY_NATIONAL_URL', faults);
  if (clientSecret === undefined) need('GATEWAY_NATIONAL_CLIENT_SECRET', 'GATEWAY_NATIONAL_URL', faults);
  return clientId === undefined || clientSecret === undefined ? undefined : { url, clientId, clientSecret };
}

function readEpcis(found: Configuration, faults: Fault[]): GatewaysConfig['epcis'] {
  const {
    GATEWAY_EPCIS_URL: url,
    GATEWAY_EPCIS_TOKEN: token,
    GATEWAY_EPCIS_TOKEN_URL: tokenUrl,
    GATEWAY_EPCIS_CLIENT_ID: clientId,
    GATEWAY_EPCIS_CLIENT_SECRET: clientSecret,
  } = found;
  if (url === undefined) return undefined;
  if (tokenUrl === undefined) return { url, ...(token !== undefined && { token }) };
  if (clientId === undefined) need('GATEWAY_EPCIS_CLIENT_ID', 'GATEWAY_EPCIS_TOKEN_URL', faults);
  if (clientSecret === undefined) need('GATEWAY_EPCIS_CLIENT_SECRET', 'GATEWAY_EPCIS_TOKEN_URL', faults);
  if (clientId === undefined || clientSecret === undefined) return { url };
  return { url, signIn: { url: tokenUrl, clientId, clientSecret } };
}

function readNetworks(file: string | undefined, faults: Fault[]): ProvinceOf {
  if (file === undefined) return noProvinces;
  try {
    return networkProvinces(readFileSync(file, 'utf8'));
  } catch (error) {
    const line = error instanceof NetworkTableError ? error.line : 0;
    faults.push({ pointer: '/NETWORK_PROVINCES_FILE', key: 'start.network-provinces', params: { line } });
    return noProvinces;
  }
}

type Variable = keyof Configuration;

/** What is there and wrong has been said already; it is not missing too. */
function need(name: Variable, other: Variable, faults: Fault[]): void {
  if (!isAtFault(name, faults)) faults.push({ pointer: `/${name}`, key: 'start.missing', params: { other } });
}

function isAtFault(name: Variable, faults: readonly Fault[]): boolean {
  return faults.some(({ pointer }) => pointer === `/${name}`);
}

function describe(faults: Fault[]): string {
  const lines = faults.map(
    (fault) => `  ${fault.pointer.slice(1)}: ${say(translate.vi, fault)} / ${say(translate.en, fault)}`,
  );
  return [translate.vi('start.refused'), translate.en('start.refused'), ...lines].join('\n');
}
