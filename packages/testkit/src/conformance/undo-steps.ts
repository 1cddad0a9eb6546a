import { prepared, show } from './ad-steps.js';
import { framesGoOn } from './content-steps.js';
import type { Step } from './rule.js';

const SETTLES_WITHIN_MS = 2000;

/** The undo of `connect`, twice: the page is counted after the first and after the second. */
export function undoSteps(): readonly Step[] {
  let before: Readonly<Record<string, number>> | undefined;
  return [
    {
      rule: 'Undo may be called twice, and nothing is told or obeyed after it.',
      async run(drive) {
        drive.undo();
        drive.undo();
        const since = drive.entries.length;
        drive.run({ type: 'prepare-ad', adInstanceId: 'late', ...drive.subject.ads.first });
        drive.run({ type: 'pause' });
        await drive.wait(600);
        const late = drive.entries.slice(since).find(({ type }) => type !== 'command');
        if (late) return `${late.type === 'fact' ? late.fact.type : late.type} was told`;
        const { stage } = drive.subject;
        if (stage?.content.paused) return 'the content was paused';
        before = stage?.alive?.();
        return null;
      },
    },
    {
      rule: 'A port can be connected again after its undo.',
      run(drive) {
        drive.connect();
        return framesGoOn(drive);
      },
    },
    {
      rule: 'Undo with an ad on the screen leaves no element, and content as loud as before.',
      needs: ['second element', 'stage'],
      async run(drive) {
        const { content } = drive.stage();
        const { muted, volume } = content;
        const wrong = (await prepared(drive, 'again', drive.subject.ads.first)) ?? (await show(drive, 'again'));
        drive.undo();
        if (wrong !== null) return wrong;
        const { length } = drive.stage().videos();
        if (length !== 1) return `${length} videos are left`;
        return content.muted !== muted || content.volume !== volume ? 'the sound is not as it was' : null;
      },
    },
    {
      rule: 'Undo leaves nothing of its own alive: no listener, no timer.',
      needs: ['counted page'],
      async run(drive) {
        drive.undo();
        const alive = (): string => JSON.stringify(drive.stage().alive?.());
        const isAsBefore = await drive.until(() => alive() === JSON.stringify(before), SETTLES_WITHIN_MS);
        return isAsBefore ? null : `${alive()}, expected ${JSON.stringify(before)}`;
      },
    },
    {
      rule: 'After the last undo the content plays on.',
      needs: ['stage'],
      run(drive) {
        drive.undo();
        return drive.stage().content.paused ? 'it is paused' : null;
      },
    },
  ];
}
