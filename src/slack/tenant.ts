import { z } from 'zod';

import type { Identity } from './identity.ts';

const workspace = z.object({ id: z.string(), enterprise_id: z.string().nullish() });

/** The parts of a payload that say where it comes from; the shapes of commands, clicks and events differ. */
const origin = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  api_app_id: z.string().nullish(),
  team: workspace.nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ team_id: z.string().nullish() }).nullish().catch(null),
  event: z.object({ user_team: z.string().nullish() }).nullish().catch(null),
});

/**
 * Why a payload is none of ours, or null when it is. Slack Connect lets people of other workspaces press buttons in
 * shared channels, and a socket or a signing secret shared by mistake brings payloads of other apps.
 * People of other workspaces of the same Enterprise organisation are ours.
 */
export const foreign = (body: unknown, us: Identity): string | null => {
  const read = origin.safeParse(body);
  if (!read.success) return 'its origin cannot be read';
  const { team_id, enterprise_id, api_app_id, team, enterprise, user, event } = read.data;
  if (us.app !== null && api_app_id != null && api_app_id !== us.app)
    return `it is for the app ${api_app_id}`;
  const org = enterprise_id ?? enterprise?.id ?? team?.enterprise_id ?? null;
  if (us.enterprise !== null && org === us.enterprise) return null;
  const teams = [team_id ?? team?.id, user?.team_id, event?.user_team].filter((id) => id != null);
  if (teams.length === 0) return 'it names no workspace';
  const other = teams.find((id) => id !== us.team);
  return other === undefined ? null : `it comes from the workspace ${other}`;
};
