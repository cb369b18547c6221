import { requestFailed } from '../errors'
import { runPipeline, type PipelineStage } from './aggregate'
import type { Database } from './database'
import { evaluator } from './expressions'
import { find } from './find'
import { encodeKey } from './keys'
import type { Meter } from './meter'
import { valuesAt } from './paths'
import { setAt } from './update'
import { clone, isDoc, put, type Doc } from './values'

interface LookupSpec {
  from: string
  as: string
  localField?: string
  foreignField?: string
  let?: Doc
  pipeline?: Doc[]
}

/** `$lookup` in its two forms, and both together. Each search goes through the planner; equal searches are done once. */
export function lookup(db: Database, docs: Doc[], spec: Doc, meter: Meter, outer: Doc): Doc[] {
  const { from, as, localField, foreignField, pipeline, let: letSpec = {} } = spec as unknown as LookupSpec
  if (typeof from !== 'string' || typeof as !== 'string')
    throw requestFailed("must specify 'from' and 'as' for a $lookup")
  if (!pipeline && !(localField && foreignField))
    throw requestFailed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")
  const stages = pipeline?.map(toStage)
  const evaluate = evaluator(outer)
  const done = new Map<string, Doc[]>()
  return docs.map((doc) => {
    const join = localField && foreignField ? joinFilter(doc, localField, foreignField) : undefined
    const variables: Doc = { ...outer }
    for (const [name, expression] of Object.entries(letSpec)) put(variables, name, evaluate(doc, expression))
    const key = encodeKey([join ?? null, variables]).toString('latin1')
    let found = done.get(key)
    if (!found) {
      found = stages
        ? runPipeline(db, from, join ? [['$match', join], ...stages] : stages, meter, variables)
        : find(db.collection(from), { filter: join! }, meter).map((match) => match.doc)
      done.set(key, found)
    }
    const out = clone(doc)
    setAt(out, as.split('.'), clone(found))
    return out
  })
}

/** Equality with the local value, or with any element when it is an array; a missing one counts as null. */
function joinFilter(doc: Doc, localField: string, foreignField: string): Doc {
  const values = valuesAt(doc, localField).flatMap((value) => (Array.isArray(value) ? value : [value ?? null]))
  return { [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values } }
}

/** How many documents that a `$lookup` found stand in the answer: each once, whichever results it was joined to. */
export function joinedIn(results: Doc[], stages: PipelineStage[]): number {
  let count = 0
  for (const [stage, spec] of stages) {
    if (stage !== '$lookup') continue
    const { as, pipeline = [] } = spec as unknown as LookupSpec
    const values = results.flatMap((doc) => valuesAt(doc, as)).flatMap((value) => value)
    const joined = new Map(values.filter(isDoc).map((doc) => [encodeKey(doc).toString('latin1'), doc]))
    count += joined.size + joinedIn([...joined.values()], pipeline.map(toStage))
  }
  return count
}

function toStage(stage: Doc): PipelineStage {
  const [name, operand] = isDoc(stage) ? (Object.entries(stage)[0] ?? []) : []
  if (name === undefined) throw requestFailed('A pipeline stage specification object must contain exactly one field.')
  return [name, operand]
}
