/** The pages of marks stand twice: at the department's desk, and for the managers of an owner, over the same services. */
export interface MarkDesk {
  marks: string;
  grants: string;
}

export const departmentDesk: MarkDesk = { marks: '/department/marks', grants: '/department/grants' };
export const managerDesk: MarkDesk = { marks: '/marks', grants: '/marks/grants' };

interface Stands {
  desk: MarkDesk;
}

export function markHref({ desk }: Stands, id: string, part = ''): string {
  return `${desk.marks}/${id}${part === '' ? '' : `/${part}`}`;
}

export function grantHref({ desk }: Stands, id: string, part = ''): string {
  return `${desk.grants}/${id}${part === '' ? '' : `/${part}`}`;
}
