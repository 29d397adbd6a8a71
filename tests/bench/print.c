/* The least that a program can do: what the start of ours is measured against. */
#include <stdio.h>

int main(void)
{
	puts("0 findings");
	return 0;
}
