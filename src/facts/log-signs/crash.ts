import type { SignKind } from './sign.ts';

/** A fault in the program itself: nothing outside it is named. `subject` is the kind of fault. */
export const crash: SignKind = {
  sign: 'crash',
  hint: /panic|segfault|Segmentation|SIGSEGV|SIGABRT|SIGBUS|SIGILL|NullPointer|NullReference|TypeError|ReferenceError|AttributeError|IndexError|NameError|NoMethodError|core dumped|index out of|deadlock|stack overflow|StackOverflow|SyntaxError|Assertion|double free|invalid pointer|UnboundLocal|ZeroDivision|RangeError|IndexOutOfBounds|ClassCast|terminate called|call stack size|Illegal instruction|Bus error/i,
  wordings: [
    /\b(?<subject>invalid memory address or nil pointer dereference|assignment to entry in nil map|index out of range|slice bounds out of range|all goroutines are asleep - deadlock|concurrent map (?:writes|read and map write)|integer divide by zero|interface conversion)\b/,
    /\b(?<subject>NullPointerException|StackOverflowError|ArrayIndexOutOfBoundsException|IndexOutOfBoundsException|ClassCastException|NullReferenceException|StackOverflowException|IndexOutOfRangeException)\b/,
    /\b(?<subject>TypeError|ReferenceError|SyntaxError|RangeError|AttributeError|IndexError|NameError|UnboundLocalError|ZeroDivisionError|IndentationError|NoMethodError|AssertionError|RecursionError)\b(?=[:(]|$| \[)/,
    /\b(?<subject>[Ss]egmentation (?:fault|violation)|SIGSEGV|SIGABRT|SIGBUS|SIGILL|double free or corruption|free\(\): invalid pointer|stack overflow|[Ii]llegal instruction|[Bb]us error|Maximum call stack size exceeded|terminate called after throwing an instance of \S{1,100})/,
    /\b(?<subject>panic(?:ked)?): /,
  ],
};
