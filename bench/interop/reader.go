// Reads a log's tiles with Go's own sumdb packages, which know nothing of Comitia, and checks what Comitia proved.
//
// usage: reader FOLDER VKEY PROOFS. PROOFS is a file of records: kind (1 byte: 'r' record, 't' tree), number
// (uint32: leaf index, or old size), count (uint8), and for 'r' the leaf hash, for 't' the old root; then the hashes.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (f folder) Height() int { return 8 }

// Comitia's tiles have height 8 always, so their paths leave it out.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func must(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func checkpoint(f folder, vkey string) tlog.Tree {
	data, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	must(err)
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

func entries(f folder, size int64) []tlog.Hash {
	var hashes []tlog.Hash
	for n := int64(0); n*256 < size; n++ {
		width := 256
		if size-n*256 < 256 {
			width = int(size - n*256)
		}
		path := tlog.Tile{H: 8, L: 0, N: n, W: width}.Path()
		data, err := os.ReadFile(filepath.Join(string(f), strings.Replace(path, "tile/8/0/", "tile/entries/", 1)))
		must(err)
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			hashes = append(hashes, tlog.RecordHash(data[2:2+length]))
			data = data[2+length:]
		}
	}
	return hashes
}

func main() {
	f := folder(os.Args[1])
	tree := checkpoint(f, os.Args[2])
	reader := tlog.TileHashReader(tree, f)
	hashes := entries(f, tree.N)
	if int64(len(hashes)) != tree.N {
		must(errors.New("another number of entries than the checkpoint says"))
	}
	for start := 0; start < len(hashes); start += 4096 {
		var indexes []int64
		for n := start; n < len(hashes) && n < start+4096; n++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, int64(n)))
		}
		stored, err := reader.ReadHashes(indexes)
		must(err)
		for n := range stored {
			if stored[n] != hashes[start+n] {
				must(fmt.Errorf("entry %d does not hash to its tile", start+n))
			}
		}
	}
	file, err := os.Open(os.Args[3])
	must(err)
	in := bufio.NewReader(file)
	records, trees := 0, 0
	for {
		head := make([]byte, 6+32)
		if _, err := io.ReadFull(in, head); err == io.EOF {
			break
		} else {
			must(err)
		}
		number, count := int64(binary.BigEndian.Uint32(head[1:])), int(head[5])
		var subject tlog.Hash
		copy(subject[:], head[6:])
		proof := make([]tlog.Hash, count)
		for n := range proof {
			_, err := io.ReadFull(in, proof[n][:])
			must(err)
		}
		if head[0] == 'r' {
			must(tlog.CheckRecord(tlog.RecordProof(proof), tree.N, tree.Hash, number, subject))
			if number%997 == 0 {
				theirs, err := tlog.ProveRecord(tree.N, number, reader)
				must(err)
				same(proof, theirs)
			}
			records++
		} else {
			must(tlog.CheckTree(tlog.TreeProof(proof), tree.N, tree.Hash, number, subject))
			theirs, err := tlog.ProveTree(tree.N, number, reader)
			must(err)
			same(proof, theirs)
			trees++
		}
	}
	fmt.Printf("%d entries, %d inclusion proofs, %d consistency proofs accepted\n", tree.N, records, trees)
}

func same(ours, theirs []tlog.Hash) {
	if len(ours) != len(theirs) {
		must(errors.New("a proof of another length than Go's"))
	}
	for n := range ours {
		if !bytes.Equal(ours[n][:], theirs[n][:]) {
			must(errors.New("another proof than Go's"))
		}
	}
}
