# Answers questions about business time with Perl's Business::Hours. Input, a line each, output likewise:
#   zone NAME
#   week OPENINGS HOLIDAYS        seven days from Monday, comma between: "540-1050" or "540-750;780-1050" or "-"; dates "2026-12-25" or "-"
#   between FROM TO               seconds; answers business seconds in [FROM, TO)
#   add START AMOUNT              seconds; answers the business second after as many have passed
use strict;
use warnings;
use Business::Hours;
use POSIX ();

my $hours;
sub clock { my ($minute) = @_; return sprintf '%02d:%02d', int($minute / 60) % 24, $minute % 60 }

while (my $line = <STDIN>) {
    chomp $line;
    my ($what, @words) = split / /, $line;
    if ($what eq 'zone') {
        $ENV{TZ} = $words[0];
        POSIX::tzset();
    } elsif ($what eq 'week') {
        my ($days, $holidays) = @words;
        my (%week, $number);
        for my $day (split /,/, $days) {
            my $weekday = ++$number % 7;    # Sunday is 0
            next if $day eq '-';
            my @openings = map { [split /-/] } split /;/, $day;
            $week{$weekday} = {Name => $weekday, Start => clock($openings[0][0]), End => clock($openings[-1][1]), Breaks => []};
            for my $i (1 .. $#openings) {
                push @{$week{$weekday}{Breaks}}, {Start => clock($openings[$i - 1][1]), End => clock($openings[$i][0])};
            }
        }
        $hours = Business::Hours->new;
        $hours->business_hours(%week);
        $hours->holidays($holidays eq '-' ? () : split /,/, $holidays);
    } elsif ($what eq 'between') {
        print $hours->for_timespan(Start => $words[0], End => $words[1] - 1)->cardinality, "\n";
    } elsif ($what eq 'add') {
        print $hours->add_seconds(@words), "\n";
    } else {
        die "not understood: $line\n";
    }
}
