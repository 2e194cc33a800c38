package purchase

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// Topic says what a message in the outbox is about: a closed set. Those of requests and substitutes are the texts of
// [approval.EventKind], with [TopicOrder] or [TopicUser] before them.
const (
	TopicOrder = "order "
	TopicUser  = "user "
	// TopicNotice: the use of a budget has reached its threshold (BUD-9).
	TopicNotice = "budget notice"
	// TopicQuoted, TopicConverted and TopicExpired are of quotes.
	TopicQuoted    = "quote placed"
	TopicConverted = "quote converted"
	TopicExpired   = "quote expired"
	// TopicCredited: part of an order was given back to its budgets.
	TopicCredited = "order credited"
)

// Body is what a message says: ids, and no amount for anybody. It is written as JSON, its fields in this order, those that
// are empty left out.
type Body struct {
	Order  string `json:"order,omitempty"`
	Quote  string `json:"quote,omitempty"`
	Budget string `json:"budget,omitempty"`
	User   string `json:"user,omitempty"`
	// State is that of the order afterwards; Level the one concerned, from 1.
	State string `json:"state,omitempty"`
	Level int    `json:"level,omitempty"`
	// To are the users whom the host tells.
	To []string `json:"to,omitempty"`
	// By is who did it, as whom; empty for what time or the seller did.
	Principal string `json:"principal,omitempty"`
	As        string `json:"as,omitempty"`
}

func message(key, topic, subject string, at time.Time, b Body) storage.Message {
	body, _ := json.Marshal(b) // texts and a number: it cannot fail
	return storage.Message{Key: key, Topic: topic, Subject: subject, At: at, Body: body}
}

// told makes messages of events.
func told(events []approval.Event) []storage.Message {
	var messages []storage.Message
	for _, e := range events {
		b := Body{Order: e.Order, User: e.User, Level: e.Level, To: e.To, Principal: e.By.Principal, As: e.By.User}
		topic, subject := TopicUser, e.User
		if e.Order != "" {
			topic, subject, b.State = TopicOrder, e.Order, e.State.String()
		}
		messages = append(messages, message(e.Key(), topic+string(e.Kind), subject, e.At, b))
	}
	return messages
}

// notices makes messages of budgets that have reached their threshold, for their supervisors.
func notices(c step, round uint32, j budget.Judgement) []storage.Message {
	var messages []storage.Message
	for _, f := range j.Notices() {
		key := "notice:" + strconv.FormatUint(uint64(round), 10) + ":" + digest(c.order, f.Budget)
		messages = append(messages, message(key, TopicNotice, f.Budget, c.at, Body{
			Order: c.order, Budget: f.Budget, To: f.Supervisors,
		}))
	}
	return messages
}
