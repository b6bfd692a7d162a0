import type { SourceTree } from './source-tree.ts';

/** The rules themselves and their tests, which name what they refuse. */
const RULES_THEMSELVES = 'controller/shell/architecture/';

/** What may not stand in any file, and why. */
const RULES = [
  { pattern: /(?:^|[\s"'`(=])\/(?:work|root|tmp|home|Users)\//, because: 'names a path of one machine' },
  {
    pattern: /https?:\/\/(?:[\w.-]*\.)?(?:registry|artifactory|nexus|verdaccio)[\w.-]*[:/]/i,
    because: 'names a package registry',
  },
  { pattern: /"resolved": *"http/, because: 'names where a package was fetched' },
  { pattern: /\b(?:TODO|FIXME)\b/, because: 'leaves work without an owner' },
] as const;

/** Every line that ties the repository to one machine, or leaves something open. */
export function judgeTexts(tree: SourceTree): readonly string[] {
  const judged = [...tree].filter(([path]) => !path.startsWith(RULES_THEMSELVES));
  return judged.flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      RULES.filter((rule) => rule.pattern.test(line)).map((rule) => `${path}:${index + 1} ${rule.because}: ${line.trim().slice(0, 80)}`),
    ),
  );
}
