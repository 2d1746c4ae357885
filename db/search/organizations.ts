export interface OrganizationFigures {
  id: string;
  name: string;
  acronym: string;
  /** Published entries it leads or is a partner of; at least one. */
  total: number;
}

/** An organisation of a published entry, or null. */
export async function organizationById(
  search: D1DatabaseSession,
  id: string,
): Promise<OrganizationFigures | null> {
  return search
    .prepare(
      `SELECT id, name, acronym, count(entry_organizations.n) AS total FROM organizations
       JOIN entry_organizations ON organization_id = id WHERE id = ?1 GROUP BY id`,
    )
    .bind(id)
    .first<OrganizationFigures>();
}
