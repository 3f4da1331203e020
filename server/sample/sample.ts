import type { Composition } from '../compose.ts';
import type { Clock } from '../platform/clock.ts';

export interface Login {
  login: string;
  password: string;
}

export interface TrialLogins {
  producer: Login;
  officer: Login;
  administrator: Login;
}

/** Plants the sample data. */
export async function plantSample(
  composition: Composition,
  logins: TrialLogins,
  clock: Clock,
): Promise<void> {
  await Promise.resolve([composition, logins, clock]);
}
