/** glass-easel as WeChat's component framework: registration of pages, components, behaviors and built-ins. */
import { component as adapter, glassEasel, MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { PreviewBackend } from './backend'
import { context } from './context'
import { builtins } from './components'
import { defineBuiltin } from './components/define'
import { metrics } from './report'
import type { Component, Loose, UnitConfig } from './types'

const environment = new MiniProgramEnv()
export const space: CodeSpace = environment.createCodeSpace('', true)
export const backend = environment.associateBackend(new PreviewBackend())

/** Components attached but not yet told that they are ready: the engine leaves that to its host. */
const waiting: Component[] = []
let flushing = false

function queueReady(component: Component): void {
  waiting.push(component)
  if (flushing) return
  flushing = true
  // After the page's own attach and the first frame's layout, as on the phone.
  requestAnimationFrame(flushReady)
}

/** Fires `ready`, children before their parents. */
export function flushReady(): void {
  flushing = false
  const list = waiting.splice(0).filter((component) => glassEasel.Element.isAttached(component))
  for (const component of list.sort((a, b) => depth(b) - depth(a))) component.triggerLifetime('ready', [])
}

function depth(component: Component): number {
  let count = 0
  for (let owner = component.ownerShadowRoot; owner; owner = owner.getHostNode().ownerShadowRoot) count += 1
  return count
}

const stringBehaviors = new Map<string, unknown>()
let current = ''

function stringBehavior(name: string): unknown {
  if (!stringBehaviors.has(name)) {
    const fields = name === 'wx://form-field' ? { properties: { name: String, value: null } } : {}
    const behavior = space.componentEnv('', (env) => env.Behavior(fields as never)) as Loose
    if (name.startsWith('wx://form-field')) formFields.add(behavior._$)
    stringBehaviors.set(name, behavior)
  }
  return stringBehaviors.get(name)
}
/** Behaviors whose components are form fields. */
export const formFields = new Set<unknown>()

function prepare(definition: Loose): Loose {
  if (!definition.behaviors) return definition
  const behaviors = (definition.behaviors as unknown[]).map((it) => (typeof it === 'string' ? stringBehavior(it) : it))
  return { ...definition, behaviors }
}

/** `options.styleIsolation` and `addGlobalClass` may stand in the script; the engine reads them from the config. */
function adoptOptions(path: string, options: Loose | undefined): void {
  const config = context.bundle.configs[path]
  if (!config || !options || config.styleIsolation) return
  if (options.styleIsolation) config.styleIsolation = options.styleIsolation as string
  else if (options.addGlobalClass) config.styleIsolation = 'apply-shared'
  space.addComponentStaticConfig(path, config as never)
}

function installConstructors(): void {
  const global = globalThis as unknown as Loose
  global.Page = (definition: Loose) => space.componentEnv(current, (env) => env.Page(prepare(definition) as never))
  global.Component = (definition?: Loose) => {
    if (!definition) return space.component(current)
    adoptOptions(current, definition.options as Loose)
    const path = current
    if (context.bundle.pages.includes(path)) definition = { ...definition, options: { ...definition.options } }
    return space.componentEnv(path, (env) => env.Component(prepare(definition as Loose) as never))
  }
  const behavior = (definition?: Loose): unknown =>
    definition ? space.componentEnv(current, (env) => env.Behavior(prepare(definition) as never)) : space.behavior()
  behavior.trait = space.traitBehavior.bind(space)
  global.Behavior = behavior
}

/** Counts setData and gives `triggerEvent` the phone's default detail. */
function patchCaller(): void {
  const proto = adapter.ComponentCaller.prototype as unknown as Loose
  const setData = proto.setData as (data: Loose, callback?: () => void) => void
  proto.setData = function (this: Loose, data: Loose, callback?: () => void) {
    metrics.setDataCalls += 1
    metrics.setDataBytes += byteLength(data)
    setData.call(this, data ?? {}, callback)
  }
  const triggerEvent = proto.triggerEvent as (name: string, detail: unknown, options: Loose) => void
  proto.triggerEvent = function (this: Loose, name: string, detail: unknown, options: Loose) {
    triggerEvent.call(this, name, detail === undefined ? {} : detail, options)
  }
}

function byteLength(data: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(data) ?? '').length
  } catch {
    return 0
  }
}

/** Registers configs, templates, style scopes and built-in components. Scripts run when a page first needs them. */
export function installEngine(): void {
  const { configs, templates } = context.bundle
  // Otherwise a property called `data` (TDesign's chat-list has one) would hide the component's own data.
  space.getComponentSpace().updateComponentOptions({ writeFieldsToNode: false })
  const lifecycle = space
    .getComponentSpace()
    .define('wx-lifecycle')
    .property('hidden', {
      type: Boolean,
      observer(this: unknown, hidden: boolean) {
        toggleHidden(this, hidden)
      },
    } as never)
    .lifetime('attached', function (this: unknown) {
      queueReady(((this as Loose)._$ ?? this) as Component)
    })
    .registerBehavior()
  space.setOverallBehavior(lifecycle as never)
  for (const [path, config] of Object.entries(configs)) registerUnit(path, config)
  for (const [path, content] of Object.entries(templates)) {
    space.addCompiledTemplate(path, { groupList: templates, content, fallbackListenerOnNativeNode: true } as never)
  }
  for (const builtin of builtins) defineBuiltin(space.getComponentSpace(), builtin)
  patchCaller()
  installConstructors()
}

function toggleHidden(caller: unknown, hidden: boolean): void {
  const dom = (((caller as Loose)._$ ?? caller) as Component).$$ as unknown as HTMLElement | null
  dom?.toggleAttribute('hidden', hidden)
}

function registerUnit(path: string, config: UnitConfig): void {
  space.addComponentStaticConfig(path, config as never)
  if (config.scope) space.addStyleSheet(path, undefined, config.scope)
}

const loaded = new Set<string>()

/** Runs the script of a page or component, those of the components it uses first. */
export function load(path: string): void {
  if (loaded.has(path)) return
  loaded.add(path)
  const config = context.bundle.configs[path]
  for (const used of Object.values(config?.usingComponents ?? {})) load(used.slice(1))
  for (const generic of Object.values((config as Loose | undefined)?.componentGenerics ?? {})) {
    const fallback = (generic as Loose).default as string | undefined
    if (fallback) load(new URL(fallback, `http://x/${path}`).pathname.slice(1))
  }
  current = path
  const run = context.bundle.modules[path]
  if (run) run()
  else (globalThis as unknown as Loose).Component({})
}
