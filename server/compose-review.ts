import { Types } from 'mongoose';
import type { BalanceService } from './features/balances/balance-service.ts';
import { fullestUse } from './features/marks/balance-use.ts';
import { CertificateModel } from './features/certificates/certificate-model.ts';
import type { pictureLikeness } from './features/files/picture-looks.ts';
import type { GeographyService } from './features/geography/geography-service.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';
import { ProductModel } from './features/products/product-model.ts';
import { ReportModel } from './features/reports/report-model.ts';
import type { ReviewNeighbours } from './features/submissions/submission-neighbours.ts';

interface Registry {
  likeness: ReturnType<typeof pictureLikeness>;
  geography: Pick<GeographyService, 'commune'>;
  massBalances: Pick<BalanceService, 'balanceOf'>;
}

/** What the review desk knows of a record beyond its own frozen versions. */
export function reviewNeighbours({ likeness, geography, massBalances }: Registry): ReviewNeighbours {
  return {
    async complaints({ kind, id }, since) {
      const about = kind === 'batch' ? { batch: new Types.ObjectId(id) } : await reportsOfProduct(kind, id);
      return about === null ? 0 : ReportModel.countDocuments({ ...about, at: { $gte: since } });
    },
    ceilingUse: fullestUse,
    isOverBalance: async (batch) => (await massBalances.balanceOf(batch))?.verdict === 'breach',
    async certificateEnds(ids) {
      const docs = await CertificateModel.find({ _id: { $in: [...ids] } }).lean();
      return docs.flatMap(({ content, approved }) => (approved?.content ?? content).expiresOn ?? []);
    },
    alike: likeness.similarTo,
    async provincesOf(organisations) {
      const docs = await OrganisationModel.find({ _id: { $in: [...organisations] } }, { content: 1 }).lean();
      return new Map(
        docs.map(({ _id, content }) => [
          String(_id),
          geography.commune(content.address.communeCode)?.province.code ?? '',
        ]),
      );
    },
  };
}

/** A consumer names goods by their code: all reports whose code begins with the product's. */
async function reportsOfProduct(kind: string, id: string): Promise<object | null> {
  const product = kind === 'product' ? await ProductModel.findById(id, { traceKey: 1 }).lean() : null;
  if (!product) return null;
  const root = `${isGtinKey(product.traceKey) ? '01' : 't'}/${product.traceKey}`;
  // From the address of the product up to, but not including, the next possible key.
  return { $or: [{ path: root }, { path: { $gte: `${root}/`, $lt: `${root}0` } }] };
}
