import { recordOperations } from '../../ledger/record-operations.ts';
import type { Operation } from '../../platform/operation.ts';
import type { ProductService } from './product-service.ts';

export function productRoutes(products: ProductService): Operation[] {
  return recordOperations(
    { many: 'products', one: 'product', content: 'ProductContent', view: 'Product', page: 'ProductPage' },
    products,
  );
}
