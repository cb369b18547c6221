import { z } from 'zod'

/** Forms and the papers they ask for, as a phone draws them. Part of contract.ts, which is where they are taken from. */

/** One field of a form, as a phone draws it. Made from a zod schema's `.meta()` (see FieldMeta). */
const plainField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  /** Which control; see FieldMeta. */
  widget: z.string(),
  page: z.number(),
  required: z.boolean(),
  maxLength: z.number().nullable(),
  /** `人`, `元`, `个月`; empty for none. */
  unit: z.string(),
  /** Numbers; of a list its entries. Money in fen. */
  least: z.number().nullable(),
  greatest: z.number().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string(), note: z.string() })),
  /** Shown, and wanted if required, only while another field of the form has one of these values. */
  when: z.object({ field: z.string(), is: z.array(z.string()) }).nullable(),
  /** What the phone may fill in from what the union knows: `name`, `employer`, `phone`; empty for nothing. */
  prefill: z.string(),
  /** Kept in memory only while it is filled in; sealed in the cloud. */
  sensitive: z.boolean(),
})
export const formField = plainField.extend({
  /** Of a `list`: the fields of one entry. */
  items: z.array(plainField),
})
export type FormFieldView = z.infer<typeof formField>

/** A paper that an application asks for. `types`: any of these serves (miniprogram/rules/papers). */
export const evidenceSlot = z.object({
  slot: z.string(),
  title: z.string(),
  help: z.string(),
  types: z.array(z.string()),
  required: z.boolean(),
  /** Health, finance, family, under 14: separate consent, never ticked beforehand (个人信息保护法 第28、29条). */
  sensitive: z.boolean(),
  when: plainField.shape.when,
})
export type EvidenceSlotView = z.infer<typeof evidenceSlot>

export const formView = z.object({
  kind: z.string(),
  version: z.number(),
  title: z.string(),
  /** In a worker's own words: `家里日子困难`. */
  plain: z.string(),
  /** Who may apply, so that nobody fills in what she cannot hand in. */
  who: z.enum(['anyone', 'member', 'officer']),
  /** One person may have several open at once. */
  many: z.boolean(),
  /** What happens after handing in, step by step. */
  steps: z.array(z.object({ title: z.string(), where: z.string(), term: z.string() })),
  pages: z.array(z.object({ title: z.string(), help: z.string(), fields: z.array(formField) })),
  evidence: z.array(evidenceSlot),
})
export type FormView = z.infer<typeof formView>
