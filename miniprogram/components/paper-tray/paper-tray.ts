import { call, CallFailure } from '../../client/call'
import { choosePages, PhotoFailure, preparePage, type Page, type Source } from '../../client/photos'
import { beginUpload, dropUpload, pendingUploads, sendUpload, UploadFailure, type Upload } from '../../client/uploads'
import { dayOf } from '../../rules/days'
import { MOST_PAGES, PAPER_TYPES, type PaperType } from '../../rules/papers'
import { dayWords, pageViews, typeChoices, type Phase } from './tray'

/**
 * Takes in one paper: photographs or chooses its pages, shows them, asks the day on it where that matters, sends them,
 * and goes on with what was cut. Draws nothing until `start()` (of `selectComponent`) or until something waits.
 * Events: `added` { paper }, `phase` { phase }.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    /** Which types it may be; with more than one the person is asked. */
    types: { type: Array, value: [] as string[] },
    /** The folder of `vault.mine`; fetched when it is empty. */
    folder: { type: String, value: '' },
    /** Says itself which paper it is; a row above says it otherwise. */
    titled: { type: Boolean, value: false },
  },
  data: {
    phase: 'idle' as Phase,
    type: 'other' as PaperType,
    title: '',
    help: '',
    takenOn: '',
    today: '',
    day: null as ReturnType<typeof dayWords>,
    views: [] as ReturnType<typeof pageViews>,
    mayAdd: true,
    percent: 0,
    words: '',
    again: true,
  },
  lifetimes: {
    attached() {
      stateOf.set(this, { pages: [], upload: null })
      this.findWaiting()
    },
    detached() {
      stateOf.delete(this)
    },
  },
  observers: {
    types() {
      if (stateOf.has(this) && this.data.phase === 'idle') this.findWaiting()
    },
  },
  methods: {
    /** What was cut before, of one of these types: offered again. */
    findWaiting() {
      const types = this.data.types as PaperType[]
      const upload = pendingUploads().find(({ type }) => types.includes(type))
      if (!upload) return
      this.state().upload = upload
      this.setType(upload.type)
      this.enter('cut', '上次没传完。照片还在，接着传就行')
    },

    /** Asks which type and from where, then takes the pages in. */
    async start() {
      const types = this.data.types as PaperType[]
      const type = types.length > 1 ? types[await chosen(typeChoices(types))] : types[0]
      if (!type) return
      this.state().pages = []
      this.setType(type)
      const today = dayOf(Date.now())
      this.setData({ takenOn: today, today })
      await this.addPages()
    },

    async addPages() {
      const { pages } = this.state()
      const source = (['camera', 'album', 'chat'] as Source[])[
        await chosen(['拍照', '从手机相册选', '从微信聊天里选文件'])
      ]
      if (!source) return
      this.setData({ words: '' })
      let words = ''
      try {
        const paths = await choosePages(source, MOST_PAGES - pages.length)
        if (paths.length > 0) this.enter('preparing')
        for (const path of paths) pages.push(await preparePage(path))
      } catch (error) {
        words = error instanceof PhotoFailure ? error.words : '没拍成。请再试一次'
      }
      this.showPages(words)
    },

    showPages(words = '') {
      const { pages } = this.state()
      this.setData({ views: pageViews(pages), mayAdd: pages.length < MOST_PAGES })
      // A first page that cannot be used: what is wrong with it, and the way to photograph it again.
      if (pages.length === 0 && words) {
        this.setData({ again: false })
        return this.enter('cut', words)
      }
      this.enter(pages.length > 0 ? 'pages' : 'idle', words)
    },

    dropPage(event: WechatMiniprogram.BaseEvent) {
      this.state().pages.splice(Number(event.currentTarget.dataset.at), 1)
      this.showPages()
    },

    showPage(event: WechatMiniprogram.BaseEvent) {
      const { pages } = this.state()
      const page = pages[Number(event.currentTarget.dataset.at)]!
      if (page.ending === 'pdf') return void wx.openDocument({ filePath: page.path, fileType: 'pdf' })
      const urls = pages.filter(({ ending }) => ending !== 'pdf').map(({ path }) => path)
      void wx.previewImage({ urls, current: page.path })
    },

    chooseDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const takenOn = event.detail.value
      this.setData({ takenOn, day: dayWords(this.data.type, takenOn, this.data.today) })
    },

    /** Keeps the pages on the phone, then sends them. */
    async send() {
      if (this.data.phase !== 'pages') return
      const { pages } = this.state()
      this.setData({ percent: 0 })
      this.enter('sending')
      try {
        const folder = this.data.folder || (await call('vault.mine', {})).folder
        this.state().upload = await beginUpload(folder, this.data.type, this.data.takenOn, pages)
      } catch (error) {
        // Without the folder nothing was begun: the pages stay as they are.
        return this.enter('pages', error instanceof CallFailure ? error.words : '没传成。请再试一次')
      }
      await this.goOn()
    },

    async goOn() {
      const { upload } = this.state()
      if (!upload) return
      this.enter('sending')
      try {
        const paper = await sendUpload(upload, (percent) => this.setData({ percent }))
        this.clear()
        this.triggerEvent('added', { paper })
        this.findWaiting()
      } catch (error) {
        const failure = error instanceof UploadFailure ? error : new UploadFailure(true, '没传成。请再试一次')
        if (!failure.again) this.state().upload = null
        this.setData({ again: failure.again })
        this.enter('cut', failure.words)
      }
    },

    /** Not this one after all: nothing of it stays. */
    async drop() {
      const { upload } = this.state()
      this.clear()
      if (upload) await dropUpload(upload)
    },

    async shootAgain() {
      this.clear()
      await this.start()
    },

    clear() {
      stateOf.set(this, { pages: [], upload: null })
      this.setData({ views: [], again: true, percent: 0 })
      this.enter('idle')
    },

    setType(type: PaperType) {
      const { title, help } = PAPER_TYPES[type]
      const today = dayOf(Date.now())
      this.setData({ type, title, help, day: dayWords(type, today, today) })
    },

    enter(phase: Phase, words = '') {
      this.setData({ phase, words })
      this.triggerEvent('phase', { phase })
    },

    state() {
      return stateOf.get(this) ?? { pages: [], upload: null }
    },
  },
})

interface State {
  pages: Page[]
  upload: Upload | null
}
const stateOf = new WeakMap<object, State>()

/** The index of what was tapped in WeChat's sheet; -1 when it was closed. */
function chosen(itemList: string[]): Promise<number> {
  return wx.showActionSheet({ itemList }).then(
    ({ tapIndex }) => tapIndex,
    () => -1,
  )
}
