package language

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
)

// hiddenUnits is how many units look at the features together.
const hiddenUnits = 8

// A network judges by what was seen. Each feature that it knows adds a number to the score of each verdict, and
// one to each hidden unit; a unit that comes out above zero adds to the scores in turn. The first part says what a
// feature speaks for by itself, the second what it speaks for beside others.
type network struct {
	bias        [verdicts]float32
	hiddenBias  [hiddenUnits]float32
	out         [hiddenUnits][verdicts]float32
	scale       float32 // of the whole numbers in rows that add to scores
	hiddenScale float32 // of those that add to hidden units
	rows        string  // a row for each feature, in the order of their buckets
	starts      [1<<bucketBits + 1]uint16
}

const (
	verdicts   = 3
	rowSize    = 4 + verdicts + hiddenUnits // the feature, and its numbers of one byte
	bucketBits = 14
	maxRows    = 1 << 15

	// headSize is that of the numbers that stand before the rows: a fingerprint of what was learned from, the biases, out, the scales.
	headSize = 8 + 4*(verdicts+hiddenUnits+hiddenUnits*verdicts+2)
)

// Learned by go test -run Weights -update from the sentences in testdata/language; how is said in train_test.go.
var (
	//go:embed keyresult.weights
	keyResultWeights string
	//go:embed objective.weights
	objectiveWeights string
)

// The networks are unpacked at the first judgement.
var (
	keyResultNetwork = sync.OnceValue(func() *network { return newNetwork(keyResultWeights) })
	objectiveNetwork = sync.OnceValue(func() *network { return newNetwork(objectiveWeights) })
)

// newNetwork unpacks what packNetwork in the training wrote.
func newNetwork(packed string) *network {
	n := &network{rows: packed[headSize:]}
	at := 8
	number := func() float32 {
		at += 4
		return math.Float32frombits(binary.LittleEndian.Uint32([]byte(packed[at-4 : at])))
	}
	for c := range n.bias {
		n.bias[c] = number()
	}
	for h := range n.hiddenBias {
		n.hiddenBias[h] = number()
	}
	for h := range n.out {
		for c := range n.out[h] {
			n.out[h][c] = number()
		}
	}
	n.scale, n.hiddenScale = number(), number()
	for i := range len(n.rows) / rowSize {
		n.starts[bucket(n.feature(i))+1]++
	}
	for b := range 1 << bucketBits {
		n.starts[b+1] += n.starts[b]
	}
	return n
}

// bucket is the place of a feature among the buckets that rows are ordered by.
func bucket(f feature) uint32 { return uint32(f) * 2654435769 >> (32 - bucketBits) }

// feature is the one of row i.
func (n *network) feature(i int) feature {
	r := n.rows[i*rowSize:]
	return feature(uint32(r[0]) | uint32(r[1])<<8 | uint32(r[2])<<16 | uint32(r[3])<<24)
}

// find returns the row of a feature, or -1.
func (n *network) find(f feature) int {
	b := bucket(f)
	for i := int(n.starts[b]); i < int(n.starts[b+1]); i++ {
		if n.feature(i) == f {
			return i
		}
	}
	return -1
}

// scores adds up what was seen, each feature once.
func (n *network) scores(seen []feature) [verdicts]float64 {
	var counted [maxRows / 64]uint64
	var sum [verdicts]int32
	var hidden [hiddenUnits]int32
	for _, f := range seen {
		i := n.find(f)
		if i < 0 || counted[i/64]&(1<<(i%64)) != 0 {
			continue
		}
		counted[i/64] |= 1 << (i % 64)
		r := n.rows[i*rowSize+4 : (i+1)*rowSize]
		for c := range sum {
			sum[c] += int32(int8(r[c]))
		}
		for h := range hidden {
			hidden[h] += int32(int8(r[verdicts+h]))
		}
	}
	var scores [verdicts]float64
	for c := range scores {
		scores[c] = float64(n.bias[c] + float32(sum[c])*n.scale)
	}
	for h, sum := range hidden {
		if x := n.hiddenBias[h] + float32(sum)*n.hiddenScale; x > 0 {
			for c := range scores {
				scores[c] += float64(x * n.out[h][c])
			}
		}
	}
	return scores
}
