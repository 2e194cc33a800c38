package approval

// Command is what is asked of an order: one of [Place], [Withdraw], [Amend], [Respond], [Reverse] and [Export], as values.
//
// Each carries a key of its own (APR-13): the same command under the same key is done once, however often it is sent.
type Command interface{ head() head }

// head is what all commands have; asked is what the key was used for.
type head struct {
	key, order string
	by         Session
	asked      []string
}

// Place asks for agreement to an order, which is a draft or was declined.
type Place struct {
	Key   string
	Order string
	// By is the session of the one who orders; its account is the order's.
	By Session
	// Payload is a digest of what the user asked for, not of the prices computed from it (APR-13). "" is the content's digest.
	Payload string
	Content Content
	Basis   Basis
}

// Withdraw makes a draft of an order that waits. It is for the one who ordered.
type Withdraw struct {
	Key   string
	Order string
	By    Session
}

// Amend says that an order's content has changed. A draft or a declined order is a draft then; one that waits is placed
// anew where the policy permits it, and keeps the instant of its placing. It is for the one who ordered.
type Amend struct {
	Key     string
	Order   string
	By      Session
	Payload string
	Content Content
	// Basis is for an order that waits; others have their levels when they are placed.
	Basis Basis
}

// Respond answers a level of an order. Nobody does it for another but as a substitute.
type Respond struct {
	Key   string
	Order string
	By    Session
	// Level is the one meant; 0 is the lowest that the user may answer.
	Level   int
	Verdict Verdict
	// Seen is the digest of the content that the user has seen.
	Seen     string
	Feedback string
}

// Reverse cancels the answer at a level, own or another's. It is for the level's authorizers.
type Reverse struct {
	Key   string
	Order string
	By    Session
	// Level is the one meant; 0 is the one whose decline stands, else the highest answered that the user may cancel.
	Level int
}

// Export says that an approved order goes on to where it is carried out; from then on nothing changes.
type Export struct {
	Key   string
	Order string
	// By may be zero: the host itself.
	By Session
	// Seen is the digest of the content that goes on.
	Seen string
}

// OrderOf returns the number of the order that a command is about, "" of what is no command: a host loads the request of it.
func OrderOf(c Command) string {
	h, _ := known(c)
	return h.order
}

func (c Place) head() head {
	return head{c.Key, c.Order, c.By, []string{"place", payload(c.Payload, c.Content)}}
}

func (c Withdraw) head() head { return head{c.Key, c.Order, c.By, []string{"withdraw"}} }

func (c Amend) head() head {
	return head{c.Key, c.Order, c.By, []string{"amend", payload(c.Payload, c.Content)}}
}

func (c Respond) head() head {
	return head{c.Key, c.Order, c.By, []string{"respond", number(c.Level), number(int(c.Verdict)), c.Seen, c.Feedback}}
}

func (c Reverse) head() head { return head{c.Key, c.Order, c.By, []string{"reverse", number(c.Level)}} }

func (c Export) head() head { return head{c.Key, c.Order, c.By, []string{"export", c.Seen}} }

func payload(given string, c Content) string {
	if given == "" {
		return c.Digest()
	}
	return given
}

// hash returns the digest of what was asked, and by whom.
func (h head) hash() string {
	return digest(append([]string{h.order, h.by.Principal, h.by.User, h.by.Account}, h.asked...)...)
}
