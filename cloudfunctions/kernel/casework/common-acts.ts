import { z } from 'zod'
import type { CaseDocument } from './case'
import { field, type Step, type StepAct, type Where } from './kind'

/** Acts and steps that many kinds declare alike. */

/** Passes the case from one desk to the next step. */
export function goOn(step: string, label: string, effect: string, more: Partial<StepAct> = {}): StepAct {
  return { act: 'accept', label, effect, to: { step }, ...more }
}

/** Back to the applicant for papers: once a step, everything at once. */
export function askMore(more: Partial<StepAct> = {}): StepAct {
  return {
    act: 'ask',
    label: '还差材料，请工友补',
    title: '请您补材料',
    tone: 'plain',
    needsReason: true,
    reasons: ['要盖章的那一张', '照片看不清，请再拍一张'],
    effect: '工友马上收到，写明差哪几样、哪天前补。等的日子不算在期限里。只能要这一次，请一次说清',
    to: { ask: true },
    ledger: 'application.noted',
    ...more,
  }
}

/** Not here: to the desk that is in charge. */
export function passOn(more: Partial<StepAct> = {}): StepAct {
  return {
    act: 'pass',
    label: '不归我们管，转过去',
    title: '转到管这件事的工会',
    tone: 'plain',
    needsReason: true,
    reasons: ['您干活的地方归那边管'],
    effect: '转到您选的工会，期限重新算，并告诉工友',
    to: { pass: true },
    ledger: 'application.noted',
    told: (done, note) => ({ title: `转到${done.orgName}了`, text: `${note}。您不用重新交` }),
    ...more,
  }
}

/** No, with a reason and how to ask again. */
export function refuse(title: string, reasons: string[], more: Partial<StepAct> = {}): StepAct {
  return {
    act: 'refuse',
    label: '不同意，写明原因',
    tone: 'refuse',
    needsReason: true,
    reasons,
    effect: '工友会看到原因，也会看到怎么请上级再看一遍',
    to: { end: 'refused' },
    told: (_done, note) => ({ title, text: note }),
    ...more,
  }
}

/** Money paid out: how much, on which day. Ends the case. */
export function pay(words: string, ledger: StepAct['ledger'], title: string, to: Where = { end: 'served' }): StepAct {
  return {
    act: 'pay',
    label: '钱发了，记下来',
    title,
    effect: '记进台账，并告诉工友去查银行卡',
    fields: z.strictObject({
      amountFen: z
        .int({ message: '请填发了多少钱' })
        .min(1, '请填发了多少钱')
        .max(100_000_000, '最多 100 万元，请再看一遍')
        .meta(field({ label: words, widget: 'money' })),
    }),
    open: true,
    amount: 'amountFen',
    to,
    ledger,
    told: (done) => ({ title: '钱发了', text: `${yuanOf(done)}已经打到您的银行卡，一两天到账` }),
  }
}

/** A line of work for the record; the case stays. */
export function note(label: string, title: string, more: Partial<StepAct> = {}): StepAct {
  return {
    act: 'note',
    label,
    title,
    tone: 'plain',
    needsReason: true,
    effect: '记进经过里，工友也看得到',
    to: { stay: true },
    ledger: 'application.noted',
    ...more,
  }
}

/**
 * A refusal looked at again, one level up from where kinds refuse: stands by it, or sends it back into the step where
 * it goes on. Beside the common way.
 */
export function appealStep(at: Step['at'], back: string, workingDays: number, clause: string): Step {
  return {
    name: 'appeal',
    at,
    role: 'officer',
    state: 'reviewing',
    beside: true,
    next: '有人请您再看一遍',
    title: '上级再看一遍',
    stage: '在再看一遍',
    deadline: () => ({ days: workingDays, unit: 'working', clause }),
    acts: [
      goOn(back, '原来的决定不妥，接着办', '申请接着往下走，并告诉工友', {
        act: 'reopen',
        told: (done) => ({ title: '上级同意再办', text: done.stage }),
      }),
      refuse('上级看过，维持原来的决定', ['原来的决定符合规定'], { act: 'uphold', label: '维持原来的决定，写明原因' }),
    ],
  }
}

/** The sum that the newest record wrote down, as one says it. */
export function yuanOf(done: CaseDocument): string {
  const last = done.records[done.records.length - 1]
  const fen = Number(last?.values.amountFen ?? 0)
  return `${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)} 元`
}
