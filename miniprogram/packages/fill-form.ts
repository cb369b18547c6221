import type { FormFieldView, FormView } from '../../cloudfunctions/kernel/casework/contract'
import { keepDraft, type Draft } from '../components/case-form/draft'
import { faultsOf, faultsWhileTyping, type Faults } from '../components/case-form/form'
import type { Answers, Titles } from '../components/case-form/values'
import * as filling from './filling'

/** One form being filled in on a page: holds draft and faults, and says what the page is to show. Knows no `wx` but the draft's. */

export type Form = Pick<FormView, 'kind' | 'version' | 'pages' | 'evidence'>

/** What a page shows of a step; its data has these names. */
export const nothingShown = {
  step: 0,
  kind: 'start' as filling.StepKind,
  stepWords: '',
  bars: [] as { at: number; on: boolean }[],
  head: { title: '', help: '' } as filling.StepHead,
  fields: [] as FormFieldView[],
  /** What this step asks that is not kept on the phone. */
  keptNote: '',
  answers: {} as Answers,
  titles: {} as Titles,
  faults: {} as Faults,
  trouble: '',
  rows: [] as filling.ReviewRow[],
  consents: [] as FormFieldView[],
}
export type Shown = typeof nothingShown

export class FormFilling {
  private faults: Faults = {}

  constructor(
    readonly form: Form,
    readonly draft: Draft,
    /** `name`: under which the draft is kept. `start`: what the first step is called. */
    private readonly options: { name?: string; start: filling.StepHead },
  ) {}

  get steps(): filling.FillStep[] {
    return filling.stepsOf(this.form, this.draft.answers)
  }

  /** Where to begin. `ready`: notice and phone are there. */
  firstStep(ready: boolean, now: number): number {
    return filling.resumeStep(this.draft.step, ready, filling.lastOpenStep(this.form, this.draft.answers, now))
  }

  /** Shows a step and remembers it. */
  goTo(wanted: number, phoneMasked: string): Shown {
    const { form, draft, steps } = this
    const step = Math.max(0, Math.min(wanted, steps.length - 1))
    const at = steps[step]!
    draft.step = step
    this.faults = {}
    this.keep()
    const review = at.kind === 'review'
    const fields = at.page ? filling.questionsOf(at.page) : []
    return {
      step,
      kind: at.kind,
      ...filling.stepBars(step, steps.length),
      head: filling.stepHead(form, at, this.options.start),
      fields,
      keptNote: filling.notKeptWords(fields),
      answers: draft.answers,
      titles: draft.titles,
      faults: {},
      trouble: '',
      rows: review ? filling.reviewRows(form, draft.answers, draft.titles, phoneMasked) : [],
      consents: review ? filling.consentsOf(form) : [],
    }
  }

  /** An answer was given; of an id `title` says what one reads. */
  answer({ name, value, title }: { name: string; value: unknown; title?: string }, now: number) {
    const { form, draft } = this
    draft.answers = { ...draft.answers, [name]: value }
    if (title) draft.titles = { ...draft.titles, [name]: title }
    this.keep()
    const field = form.pages.flatMap(({ fields }) => fields).find((one) => one.name === name)
    if (field) this.faults = faultsWhileTyping(this.faults, field, value, now)
    return { answers: draft.answers, titles: draft.titles, faults: this.faults, trouble: '' }
  }

  /** A box was left: what is wrong with it is said now. */
  left({ name, fault }: { name: string; fault: string | null }) {
    if (fault) this.faults = { ...this.faults, [name]: fault }
    return { faults: this.faults }
  }

  /** What is wrong with a step's questions, the first one by its path; null when one may go on. */
  check(step: number, now: number): { faults: Faults; first: string } | null {
    const at = this.steps[step]
    return at ? this.found(filling.faultsOfStep(at, this.draft.answers, now)) : null
  }

  checkConsents(now: number): { faults: Faults; first: string } | null {
    return this.found(faultsOf(filling.consentsOf(this.form), this.draft.answers, now))
  }

  /** The first step that is not well answered, or null when all are. */
  openStep(now: number): number | null {
    const open = filling.firstOpenStep(this.form, this.draft.answers, now)
    return this.steps[open]?.page ? open : null
  }

  keep(): void {
    keepDraft(this.form, this.draft, this.options.name ?? this.form.kind)
  }

  private found(faults: Faults): { faults: Faults; first: string } | null {
    const first = Object.keys(faults)[0]
    if (!first) return null
    this.faults = faults
    return { faults, first }
  }
}
