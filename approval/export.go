package approval

func (w *work) export(c Export) Decision {
	if w.request.State != Approved {
		return Decision{Code: RefusedState}
	}
	if c.Seen != w.request.Content.Digest() {
		return w.changed(c.Seen)
	}
	w.record(Event{Kind: ExportedAway, By: c.By, State: Exported})
	return Decision{Code: Allowed}
}
