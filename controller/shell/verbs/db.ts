import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { backupJournal, checkJournal, restoreJournal } from '../../journal/maintenance.ts';
import { refused, type VerbOutcome } from './outcome.ts';

const KEYS = 'site-keys.json, which stands beside the journal, is no part of it and is kept apart: codes and passes need it.';

/** `carillon db check|backup|restore JOURNAL [FILE]`. None of them touches a journal that a controller holds. */
export async function db(verb: string, journal: string, file: string | undefined, siteId: string): Promise<VerbOutcome> {
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const at = { path: journal, siteId: site.value.id };
  if (verb === 'check') {
    const checked = checkJournal(at);
    if (!checked.ok) return refused(checked.error.message);
    const report = checked.value;
    return { ok: report.ok, json: { ...report }, lines: [report.ok ? 'the journal is whole' : 'the journal is not whole', ...report.findings.map((f) => `  ${f}`), `schema ${String(report.schema)}, epoch ${String(report.epoch)}, ${String(report.auditRows)} audit rows, head ${report.auditHead}, ${String(report.openIntents)} open intents`] };
  }
  if (verb !== 'backup' && verb !== 'restore') return refused(`There is no "db ${verb}". Known: check, backup, restore.`);
  if (file === undefined) return refused(`"db ${verb}" needs the journal and the backup file.`);
  const done = verb === 'backup' ? backupJournal({ ...at, to: file }) : restoreJournal({ ...at, from: file, utcMs: systemWallClock.utcMs() });
  if (!done.ok) return refused(done.error.message);
  return Promise.resolve({ ok: true, json: { ...done.value }, lines: verb === 'backup' ? [`backup written to ${file}`, KEYS] : [`journal restored from ${file}`, KEYS] });
}
