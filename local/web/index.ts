/** The browser runtime: a native mini-program's own sources, built for and served to Chromium. */
import { mkdirSync, readFileSync, watch as watchFiles, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { bundleApp, bundleRuntime } from './build/bundle'
import { inlineIcons } from './build/icons'
import { Project } from './build/project'
import { compileStyles } from './build/styles'
import { compileTemplates } from './build/templates'
import { serve, SITE_FILE, type Site } from './server'

export interface PreviewOptions {
  /** Mini-program folder with app.json and app.ts or app.js. */
  root: string
  /** Folder whose node_modules resolve npm names; default: the nearest package.json at or above root. */
  packages?: string
  /** Base url of the cloud (`POST {cloudUrl}/functions/NAME`); default: the page's own origin. */
  cloudUrl?: string
}

export interface Preview {
  /** Answers requests under /app/; false when the request is not ours. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>
  /** Reads the sources again; open pages reload themselves when they are watched. */
  rebuild(): Promise<void>
  /** Rebuilds on every change of a source until close(). */
  watch(onBuilt?: (milliseconds: number, error?: Error) => void): void
  close(): Promise<void>
  /** Oversights that do not stop the build, as `file:line:column message`. */
  warnings: string[]
  /** What is served. */
  site: Site
}

/**
 * Builds the mini-program for the browser. Throws with `file:line:column message` lines when a template of our own, a
 * script or app.json is broken. `outDir`: also write it there, for `readSite`.
 */
export async function buildPreview(options: PreviewOptions, outDir?: string): Promise<Preview> {
  const project = new Project(options.root, options.packages)
  const site: Site = {
    root: project.root,
    cloudUrl: options.cloudUrl ?? '',
    script: '',
    style: '',
    runtime: '',
    version: 0,
    warnings: [],
    watched: false,
  }
  const watchers: { close(): void }[] = []
  const preview: Preview = {
    warnings: [],
    site,
    handle: (req, res) => serve(site, req, res),
    rebuild: async () => {
      preview.warnings = await buildSite(project, site)
      if (outDir) writeSite(site, outDir)
    },
    watch: (onBuilt) => {
      site.watched = true
      watchers.push(watchProject(project.root, () => preview.rebuild(), onBuilt))
    },
    close: async () => watchers.forEach((watcher) => watcher.close()),
  }
  await preview.rebuild()
  return preview
}

async function buildSite(project: Project, site: Site): Promise<string[]> {
  project.load()
  const templates = compileTemplates(project)
  if (templates.errors.length) throw new Error(templates.errors.join('\n'))
  const styles = compileStyles(project)
  const [runtime, script] = await Promise.all([site.runtime || bundleRuntime(), bundleApp(project, templates.code)])
  const base = readFileSync(join(__dirname, 'runtime/style.css'), 'utf8')
  site.runtime = runtime
  site.script = script
  site.style = `${base}\n${inlineIcons(styles.css, script)}`
  site.version += 1
  site.warnings = [...project.warnings, ...templates.warnings, ...styles.warnings]
  return [...site.warnings, ...project.advice()]
}

function writeSite(site: Site, outDir: string): void {
  mkdirSync(outDir, { recursive: true })
  writeFileSync(join(outDir, SITE_FILE), JSON.stringify(site))
}

/** Calls `rebuild` 150 ms after the last change of a file below `root`. */
function watchProject(root: string, rebuild: () => Promise<void>, onBuilt?: (ms: number, error?: Error) => void) {
  let timer: NodeJS.Timeout | undefined
  const run = (): void => {
    const begun = Date.now()
    rebuild().then(
      () => onBuilt?.(Date.now() - begun),
      (error: Error) => onBuilt?.(Date.now() - begun, error),
    )
  }
  return watchFiles(root, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(run, 150)
  })
}
