import { readFileSync } from 'node:fs';
import { DomainError } from '../domain/errors.ts';
import type { Fault } from '../domain/errors.ts';
import { contractSchemas, parse, parseText } from './contracts.ts';
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
  nationalGateway: NationalGatewayConfig | undefined;
}

export interface NationalGatewayConfig {
  url: string;
  clientId: string;
  clientSecret: string;
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the environment once. Throws one ConfigurationError that names every wrong or missing variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: Fault[] = [];
  const found = readVariables(env, faults);
  const secret = found.TOKEN_SECRET ?? secretFromFile(found.SECRETS_FILE, faults);
  if (env['MONGODB_URI']) {
    if (secret === undefined && !isAtFault('SECRETS_FILE', faults))
      need('TOKEN_SECRET', 'MONGODB_URI', faults);
    if (found.PUBLIC_ORIGIN === undefined) need('PUBLIC_ORIGIN', 'MONGODB_URI', faults);
  }
  const nationalGateway = readGateway(found, faults);
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
    nationalGateway,
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

function secretFromFile(file: string | undefined, faults: Fault[]): string | undefined {
  if (file === undefined) return undefined;
  try {
    const { tokenSecret } = JSON.parse(readFileSync(file, 'utf8')) as { tokenSecret?: unknown };
    return parse('Configuration', { TOKEN_SECRET: tokenSecret }).TOKEN_SECRET;
  } catch {
    faults.push({ pointer: '/SECRETS_FILE', key: 'start.secrets-file' });
    return undefined;
  }
}

function readGateway(found: Configuration, faults: Fault[]): NationalGatewayConfig | undefined {
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
