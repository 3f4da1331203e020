import { conflict } from '../../domain/errors.ts';
import { searchKey } from '../../domain/search-key.ts';
import { UserModel } from './user-model.ts';

/** An address that its owner proved to read. Inside a change, which also tells the audit log. */
export async function keepEmail(id: string, email: string): Promise<void> {
  const user = await UserModel.findOne({ _id: id, disabled: false });
  if (!user) throw conflict({ key: 'errors.stale-now' });
  user.set({ email, searchKey: searchKey(`${user.name} ${user.login} ${email}`) });
  await user.save();
}
