package main

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func (s *shop) before() {
	s.title("The laboratory has 3,000.00 a month, whoever of it orders")
	s.clock(3, 10, 0)
	s.place("omar", "1000", some(32, "gloves"))
	s.export("1000")
}

func (s *shop) away() {
	s.title("Helen will be away for a week; Paul answers for her")
	s.clock(20, 16, 0)
	s.substitute("helen", "paul", calendar.Window{From: s.at, Until: s.at.Add(7 * 24 * time.Hour)})
}

func (s *shop) twoLimits() {
	s.title("Nina orders above both of her limits, 500.00 and 1,000.00: two must agree")
	s.clock(23, 9, 0)
	s.place("nina", "1001", some(1, "centrifuge"), some(5, "pipette"))
	s.needs("nina", "1001")
	s.agree("nina", "1001")
}

func (s *shop) atOnce() {
	s.title("Dora and Mark, of whom one is enough, answer in the same moment")
	s.clock(23, 9, 10)
	s.race("mark", "dora", "1001")
}

func (s *shop) substituted() {
	s.title("Helen is away, so Paul agrees in her place, and the order goes on")
	s.clock(23, 9, 30)
	s.agree("paul", "1001")
	s.needs("nina", "1001")
	s.clock(23, 10, 0)
	s.export("1001")
}

func (s *shop) tooLate() {
	s.title("Dora declines, Nina orders less, and that is gone when Dora changes her mind")
	s.clock(24, 9, 0)
	s.place("nina", "1002", some(8, "pipette"))
	s.decline("dora", "1002", "four will do")
	s.clock(24, 9, 20)
	s.place("nina", "1002", some(4, "pipette"))
	s.export("1002")
	s.clock(24, 9, 30)
	s.reverse("dora", "1002")
}

func (s *shop) inTime() {
	s.title("Dora declines another by mistake, and Mark takes it back in time")
	s.clock(25, 9, 0)
	s.place("nina", "1003", some(6, "pipette"), some(10, "gloves"))
	s.decline("dora", "1003", "wrong month")
	s.left("declined")
	s.reverse("mark", "1003")
	s.left("taken back")
	s.clock(25, 9, 5)
	s.agree("mark", "1003")
}

func (s *shop) overBudget() {
	s.title("Omar has no limits, but the month has not enough left: the budget asks Rosa")
	s.clock(26, 14, 0)
	s.place("omar", "1004", some(1, "centrifuge"))
	s.needs("omar", "1004")
}

func (s *shop) queues() {
	s.title("What Rosa and Mark find in their queues")
	s.queue("rosa")
	s.queue("mark")
}

func (s *shop) agreed() {
	s.title("Rosa agrees, though it is too much")
	s.clock(26, 15, 0)
	s.agree("rosa", "1004")
}
