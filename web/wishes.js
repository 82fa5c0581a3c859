// What one side puts to the other, as the API takes it (pure).
const REACH = { prepare: ["prepare"], follow: ["prepare", "follow"], submit: ["prepare", "submit", "follow"] };

export function wishOf({ other_name, relation, items, reach, use_profile, use_certificates, until }) {
  const scope = { items: items.map((one) => one.item_id), acts: REACH[reach], use_profile, use_certificates, until };
  return { other_name: other_name.trim(), relation, scope };
}

/** The day so many days from now, in Chongqing: `2026-12-01`. */
export function inDays(count) {
  const at = new Date(Date.now() + count * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(at);
}

export const today = () => inDays(0);
