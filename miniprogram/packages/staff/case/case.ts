/** One case at a desk, on a phone. `?area=membership&id=CASE` */
Page({
  data: { area: '', caseId: '' },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ area: query.area ?? 'membership', caseId: query.id ?? '' })
  },

  /** The queue that opened this page reads itself anew when it is shown again. */
  changed() {
    this.getOpenerEventChannel().emit?.('changed', {})
  },
})
