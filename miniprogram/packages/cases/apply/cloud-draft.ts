import { call, type InputOf } from '../../../client/call'
import type { Draft } from '../../../components/case-form/draft'
import { fitting, withoutSecrets } from '../../../components/case-form/fitting'
import { allFields } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import type { Form } from '../../fill-form'

/**
 * The draft as another phone of mine finds it: sent at page changes, without what is sensitive. The phone's own draft
 * is what counts; no network is no fault, and nobody is told.
 */

/** Several quick page changes are one sending. */
const PAUSE_MS = 1500

/** What the cloud keeps of a draft, as one text whatever order the database gives its fields in. */
export function textOf(form: Form, answers: Answers): string {
  return JSON.stringify(sorted(withoutSecrets(allFields(form), fitting(allFields(form), answers))))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}

/**
 * Whether the cloud's draft says what this phone does not know: it is neither what the phone has now nor what it sent
 * last. Clocks are not asked; two phones' clocks differ.
 */
export function isOthers(form: Form, draft: Pick<Draft, 'answers' | 'sent'>, cloud: Answers): boolean {
  const there = textOf(form, cloud)
  return there !== '{}' && there !== draft.sent && there !== textOf(form, draft.answers)
}

/** This phone has nothing filled in: the cloud's draft is taken without asking. */
export const isBlank = (form: Form, answers: Answers): boolean => textOf(form, answers) === '{}'

export class CloudDraft {
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly form: Form,
    private readonly draft: Draft,
    private readonly onSent: () => void,
  ) {}

  /** Soon, once. */
  later(): void {
    this.stop()
    this.timer = setTimeout(() => void this.send(), PAUSE_MS)
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** What is the same as before is not sent again. */
  async send(): Promise<void> {
    this.stop()
    const { form, draft } = this
    const text = textOf(form, draft.answers)
    if (text === draft.sent || text === '{}') return
    const { kind, version } = form
    try {
      await call('cases.keepDraft', {
        kind,
        version,
        step: draft.step,
        answers: JSON.parse(text) as InputOf<'cases.keepDraft'>['answers'],
      })
      draft.sent = text
      this.onSent()
    } catch {
      // The phone has it; the next page change tries again.
    }
  }
}

/** The draft in the cloud, or null when there is none or it cannot be had now. */
export async function readCloudDraft(kind: string) {
  try {
    return (await call('cases.draft', { kind })).draft
  } catch {
    return null
  }
}

export async function dropCloudDraft(kind: string): Promise<void> {
  try {
    await call('cases.dropDraft', { kind })
  } catch {
    // Left behind it is offered once more, and the cloud then says that the application is under way.
  }
}
