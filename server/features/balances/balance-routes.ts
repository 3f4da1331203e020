import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { BalanceService } from './balance-service.ts';
import type { RecoveryRateService } from './recovery-rate-service.ts';

interface BalanceRoutes {
  massBalances: Pick<BalanceService, 'read' | 'foreseen'>;
  recoveryRates: Pick<RecoveryRateService, 'list' | 'add'>;
}

export function balanceRoutes({ massBalances, recoveryRates }: BalanceRoutes): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/balance',
      tag: 'balances',
      summary: 'What came out of a batch’s stages against what went in, and what was taken of it',
      right: 'records.read',
      answer: 'Balance',
      handle: ({ params, actor }) => massBalances.read(params['batchId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: '/batches/{batchId}/balance',
      tag: 'balances',
      summary: 'The balance as it would be with a stage or another quantity; nothing is kept',
      right: 'records.write',
      body: 'BalanceQuestion',
      answer: 'Balance',
      handle: ({ params, body, actor }) => massBalances.foreseen(params['batchId'] ?? '', body, actor),
    }),
    operation({
      method: 'get',
      path: '/recovery-rates',
      tag: 'balances',
      summary: 'How much at most comes of what, with all earlier figures',
      right: 'records.read',
      answer: 'RecoveryRateList',
      handle: ({ actor }) => recoveryRates.list(actor),
    }),
    operation({
      method: 'post',
      path: '/recovery-rates',
      tag: 'balances',
      summary: 'Set a recovery rate from a day on',
      right: 'recovery-rates.write',
      body: 'RecoveryRateContent',
      answer: 'RecoveryRate',
      status: 201,
      handle: ({ body, by }) => recoveryRates.add(body, by),
    }),
  ];
}
