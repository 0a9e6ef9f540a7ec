package config
import ("testing";"time";"runtime";"os";"github.com/okrcheck/okrcheck/internal/source")
func FuzzZZ(f *testing.F){
	for _, text := range []string{"", "files = [1]", "[teams.a]\nsince = 1", "[checks]\nx = {lock = 1}", "[[teams]]", "teams.a.b.c = 1", "[vocabulary]\nnames = [[]]"} { f.Add([]byte(text)) }
	f.Fuzz(func(t *testing.T, b []byte){
		done:=make(chan bool)
		go func(){ Parse(source.New("x",b)); close(done)}()
		select{ case <-done: case <-time.After(3*time.Second):
		 buf:=make([]byte,1<<16); n:=runtime.Stack(buf,true); os.WriteFile("/tmp/hang.txt", append(append([]byte{}, b...), buf[:n]...),0o644)
		 t.Fatalf("HANG %q",b)}
	})
}
