import { done, refuse } from './sandbox-dialect.ts';
import type { Answer, Wire } from './sandbox-dialect.ts';
import { faultIn } from './sandbox-rules.ts';
import type { Dossier, SandboxStore } from './sandbox-store.ts';
import { referencesIn, unknownDossier } from './sandbox-task.ts';
import type { Task } from './sandbox-task.ts';

/** Events are added to a chain, changed in it, and taken out of it; none is ever forgotten. */
export function sandboxEvents(store: SandboxStore) {
  return {
    async perform(task: Task): Promise<Answer | undefined> {
      const fault = task.deed === 'withdraw' ? undefined : faultIn('ToChuc_SuKien', task.body);
      if (fault) return fault;
      const chain = await store.byId('ToChuc_ChuoiTruyXuat', task.body.maTruyXuat);
      if (!chain) return refuse('ERR_THU_TU', 'Phải mở chuỗi truy xuất trước.', 'maTruyXuat');
      return task.deed === 'create' ? add(task, chain) : alter(task, chain);
    },
  };

  async function add(task: Task, chain: Dossier): Promise<Answer | undefined> {
    const reference = task.body.maThamChieu;
    const held = chain.suKien.find(({ noiDung }) => noiDung.maThamChieu === reference);
    if (held?.daRut) return alter({ ...task, id: String(reference) }, chain);
    if (held) return refuse('ERR_TRUNG_LAP', 'Sự kiện này đã có trong chuỗi.', 'maThamChieu');
    const answer = answerAbout(chain, String(reference));
    const added = await store.change({
      id: chain._id,
      when: { 'suKien.noiDung.maThamChieu': { $ne: reference } },
      event: { noiDung: contentOf(task.body), daRut: false },
      entry: { ...task.entry, traLoi: answer },
    });
    return added ? answer : undefined;
  }

  async function alter({ deed, id, body, entry }: Task, chain: Dossier): Promise<Answer | undefined> {
    const at = chain.suKien.findIndex(({ noiDung }) => noiDung.maThamChieu === id);
    if (id === undefined || at < 0) return unknownDossier();
    const answer = answerAbout(chain, id);
    const set =
      deed === 'withdraw'
        ? { [`suKien.${at}.daRut`]: true }
        : { [`suKien.${at}`]: { noiDung: contentOf(body), daRut: false } };
    const changed = await store.change({ id: chain._id, set, entry: { ...entry, traLoi: answer } });
    return changed ? answer : undefined;
  }

  function answerAbout(chain: Dossier, reference: string): Answer {
    return done({
      ...referencesIn(chain.noiDung),
      maTruyXuat: chain._id,
      idSuKien: reference,
      maBienNhan: store.newReceipt(),
    });
  }
}

function contentOf({ maTruyXuat: _chain, ...content }: Wire): Wire {
  return content;
}
