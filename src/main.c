/* deskbell: finds the command and the program that has it. Needs only libc. */
int main(void)
{
  return 0;
}
