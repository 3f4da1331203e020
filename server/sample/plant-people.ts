import type { Composition } from '../compose.ts';
import { systemActor } from '../domain/roles.ts';
import type { Actor, Role } from '../domain/roles.ts';
import type { User } from '../platform/contract-types.ts';
import { step } from './planting.ts';
import type { Login } from './sample.ts';

interface Person {
  login: string;
  name: string;
  roles: Role[];
  organisation?: string;
}

type Users = Composition['features']['accounts']['users'];

/** With the password printed at the start; anybody else gets one that nobody knows until it is reset. */
export async function plantPerson(users: Users, person: Person, login?: Login): Promise<Actor> {
  const by = step(systemActor, `user:${person.login}`);
  const user = login
    ? await users.createWithPassword({ ...person, login: login.login }, login.password, by)
    : await users.create(person, by);
  return actorOf(user);
}

function actorOf({ id, name, roles, organisation }: User): Actor {
  return { id, name, roles, organisation: organisation?.id ?? null };
}
